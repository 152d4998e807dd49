package dev.trivet.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.client.Network.Sign;
import dev.trivet.engine.Loop;
import dev.trivet.engine.Workers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Transfers that wonder about the same silent server have one look taken for all of them")
class SignsTest {
    private final Loop loop = new Loop(Played.network().transportAt("client", Played.CLIENT), fault -> {
        throw fault;
    });
    private final List<Runnable> work = new ArrayList<>();
    private final Workers workers = work::add;
    private final List<Sign> heard = new ArrayList<>();
    private final Signs signs = new Signs(loop);
    private int looks;

    @Test
    void aThousandAskAndOneWorkerLooks() {
        for (int i = 0; i < 1_000; i++) ask(Played.LISTENING, workers);
        assertThat(work).hasSize(1);
        finish();
        assertThat(looks).isEqualTo(1);
        assertThat(heard).hasSize(1_000).containsOnly(Sign.PORT_CLOSED);
    }

    @Test
    void whoAsksLaterGetsALookOfHisOwn() {
        ask(Played.LISTENING, workers);
        finish();
        ask(Played.LISTENING, workers);
        finish();
        assertThat(looks).isEqualTo(2);
        assertThat(heard).hasSize(2);
    }

    @Test
    void anotherPortIsAnotherServer() {
        ask(Played.LISTENING, workers);
        ask(new InetSocketAddress(Played.SERVER, 70), workers);
        assertThat(work).hasSize(2);
    }

    @Test
    void whereNoWorkerIsFreeTheNextAsksAgain() {
        ask(Played.LISTENING, _ -> false);
        ask(Played.LISTENING, workers);
        finish();
        assertThat(heard).hasSize(1);
    }

    private void ask(InetSocketAddress server, Workers who) {
        signs.look(network(), who, server, heard::add);
    }

    private void finish() {
        List.copyOf(work).forEach(Runnable::run);
        work.clear();
        for (int turn = 0; turn < 3; turn++) loop.turn(0);
    }

    private Network network() {
        var simulated = Network.simulated(Played.CLIENT, 1500);
        return new Network() {
            @Override
            public List<InetAddress> addresses(String host) throws java.io.IOException {
                return simulated.addresses(host);
            }

            @Override
            public Way way(InetSocketAddress server) throws java.io.IOException {
                return simulated.way(server);
            }

            @Override
            public Sign sign(InetSocketAddress server) {
                looks++;
                return Sign.PORT_CLOSED;
            }
        };
    }
}
