package dev.trivet.client;

import dev.trivet.client.Network.Sign;
import dev.trivet.engine.Loop;
import dev.trivet.engine.Workers;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Looks for signs of silent servers, for all transfers of a loop that ask at the same time together: each look keeps a
/// worker waiting, and where a server drops the requests of a thousand, a thousand ask. On the loop.
final class Signs {
    private final Loop loop;
    private final Map<String, List<Consumer<Sign>>> asking = new HashMap<>();

    Signs(Loop loop) {
        this.loop = loop;
    }

    /// @param then told on the loop; never where no worker was free to look
    void look(Network network, Workers workers, InetSocketAddress server, Consumer<Sign> then) {
        var place = Explanations.place(server);
        var others = asking.get(place);
        if (others != null) {
            others.add(then);
            return;
        }
        boolean taken = workers.submit(() -> {
            var sign = network.sign(server);
            loop.post(() -> tell(place, sign));
        });
        if (taken) asking.put(place, new ArrayList<>(List.of(then)));
    }

    private void tell(String place, Sign sign) {
        // Each in a turn of its own: a fault of one is not the others'.
        for (var waiting : asking.getOrDefault(place, List.of())) loop.post(() -> waiting.accept(sign));
        asking.remove(place);
    }
}
