package dev.trivet.content;

import dev.trivet.transfer.Refusal;
import dev.trivet.wire.Mode;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/// A client of any provider. What comes of a wish is one word: the content, `ERROR 2`, `stored`, or `next` where the
/// provider leaves the name to the next in the chain.
record Asking(Provider provider, Peer peer, Mode mode) {
    static Asking of(Provider provider) {
        return new Asking(provider, Served.PEER, Mode.OCTET);
    }

    Asking from(String address) {
        return new Asking(provider, Peer.of(new InetSocketAddress(address, 2070)), mode);
    }

    Asking in(Mode other) {
        return new Asking(provider, peer, other);
    }

    String read(String name) {
        var answer = provider.read(request(name, OptionalLong.empty()));
        return answer.map(resolution -> switch (resolution) {
                    case Resolution.Found found -> new String(Served.octets(found.source()), StandardCharsets.UTF_8);
                    case Resolution.Refused(var refusal) -> error(refusal);
                    case Resolution.Accepted _ -> throw new AssertionError("a read is not accepted");
                })
                .orElse("next");
    }

    String write(String name, String text) {
        return write(name, text, OptionalLong.empty());
    }

    String write(String name, String text, OptionalLong announced) {
        var answer = provider.write(request(name, announced));
        return answer.map(resolution -> switch (resolution) {
                    case Resolution.Accepted accepted -> stored(accepted.sink(), text);
                    case Resolution.Refused(var refusal) -> error(refusal);
                    case Resolution.Found _ -> throw new AssertionError("an upload is not found");
                })
                .orElse("next");
    }

    private static String stored(Sink sink, String text) {
        try (sink) {
            sink.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            sink.commit();
            return "stored";
        } catch (ContentException e) {
            return error(e.refusal());
        }
    }

    Refusal refusedRead(String name) {
        return ((Resolution.Refused)
                        provider.read(request(name, OptionalLong.empty())).orElseThrow())
                .refusal();
    }

    Refusal refusedWrite(String name, OptionalLong announced) {
        return ((Resolution.Refused) provider.write(request(name, announced)).orElseThrow()).refusal();
    }

    String nameOf(String name) {
        var found = (Resolution.Found)
                provider.read(request(name, OptionalLong.empty())).orElseThrow();
        found.source().close();
        return found.name();
    }

    private ContentRequest request(String name, OptionalLong size) {
        return new ContentRequest(peer, name, mode, size);
    }

    private static String error(Refusal refusal) {
        return "ERROR " + refusal.code().value();
    }
}
