package dev.trivet.server;

import static dev.trivet.server.Peer.ack;
import static dev.trivet.server.Peer.data;
import static dev.trivet.server.Peer.error;
import static dev.trivet.server.Peer.oack;
import static dev.trivet.server.Peer.rrq;
import static dev.trivet.server.Peer.wrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.content.AddressRange;
import dev.trivet.content.Content;
import dev.trivet.content.ContentException;
import dev.trivet.content.ContentRequest;
import dev.trivet.content.MemoryFiles;
import dev.trivet.content.Provider;
import dev.trivet.content.ReceivedUpload;
import dev.trivet.content.Resolution;
import dev.trivet.content.WritePolicy;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Mode;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Content from functions, over the wire")
class RoutesTest {
    private final List<ReceivedUpload> taken = new ArrayList<>();

    @Test
    void phoneGetsTheConfigurationMadeForIt() {
        var served = Served.with(
                b -> b.route("SEP{mac}.cnf.xml", request -> Content.of("<mac>" + request.variable("mac") + "</mac>")));
        var phone = served.peer(3001).asks(rrq("SEP001122334455.cnf.xml"));
        served.runMillis(50);
        assertThat(phone.packets()).containsExactly(data(1, octets("<mac>001122334455</mac>")));
        phone.answers(ack(1));
        served.runUntilQuiet();
        assertThat(served.story()).isEqualTo("Requested Started Ended");
    }

    /// Content that changes from call to call shows it at once: the size told, the first sending and the repeats.
    @Test
    void contentIsMadeOnceSoThatSizeAndRepeatsAgree() {
        var calls = new AtomicInteger();
        var served = Served.with(b -> b.route("{name}", _ -> Content.of("x".repeat(calls.incrementAndGet()))));
        var peer = served.peer(3001).asks(rrq("a", "tsize", "0"));
        served.runMillis(30);
        peer.asks(rrq("a", "tsize", "0"));
        served.runMillis(30);
        assertThat(peer.packets()).containsOnly(oack("tsize", "1"));
        peer.answers(ack(0));
        served.runMillis(3_000);
        assertThat(peer.packets()).endsWith(data(1, octets("x")), data(1, octets("x")));
        peer.answers(ack(1));
        served.runUntilQuiet();
        assertThat(calls).hasValue(1);
    }

    @Test
    void netasciiTextIsTranslatedAndItsSizeIsThatOfTheTranslation() {
        var served = Served.with(b -> b.route("{name}", _ -> Content.of("a\nb")));
        var peer = served.peer(3001).asks(new Packet.ReadRequest("x", Mode.NETASCII, Options.of("tsize", "0")));
        served.runMillis(30);
        assertThat(peer.last()).isEqualTo(oack("tsize", "4"));
        peer.answers(ack(0));
        served.runMillis(30);
        assertThat(peer.last()).isEqualTo(data(1, octets("a\r\nb")));
        peer.answers(ack(1));
        served.runUntilQuiet();
    }

    @Test
    void routesAreAskedInTheirOrderAndBeforeWhatStandsBehind() {
        var served = Served.with(b -> b.route("a{rest}", _ -> Content.notHere())
                        .route(
                                "{name}",
                                request -> request.variable("name").equals("ab")
                                        ? Content.of("second")
                                        : Content.notHere()))
                .file("other", 10);
        assertThat(first(served, 3001, "ab")).isEqualTo(data(1, octets("second")));
        assertThat(first(served, 3002, "other")).isEqualTo(data(1, 10));
        assertThat(first(served, 3003, "nothing")).isInstanceOf(Packet.Error.class);
    }

    @Test
    void functionThatThrowsEndsItsTransferAndNoOther() {
        var served = Served.with(b -> b.route("bad", _ -> {
                    throw new IllegalStateException("no database");
                }))
                .file("good", 10);
        assertThat(first(served, 3001, "bad")).isEqualTo(error(ErrorCode.NOT_DEFINED, "Internal fault"));
        assertThat(first(served, 3002, "good")).isEqualTo(data(1, 10));
        assertThat(served.faults).singleElement().isInstanceOf(IllegalStateException.class);
        served.runUntilQuiet();
    }

    @Test
    void faultOfAProviderIsToldToo() {
        var network = Served.network();
        var served = Served.around(
                network,
                network.workers(Duration.ZERO, Duration.ZERO),
                whole -> new Provider() {
                    @Override
                    public Optional<Resolution> read(ContentRequest request) {
                        throw new IllegalStateException("a fault");
                    }

                    @Override
                    public Optional<Resolution> write(ContentRequest request) {
                        return whole.write(request);
                    }
                },
                _ -> {});
        assertThat(first(served, 3001, "x")).isEqualTo(error(ErrorCode.NOT_DEFINED, "Internal fault"));
        assertThat(served.faults).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusalOfAFunctionReachesClientAndOperator() {
        var served = Served.with(b -> b.route("{name}", _ -> Content.refused("unknown phone", "add it")));
        assertThat(first(served, 3001, "x")).isEqualTo(error(ErrorCode.ACCESS_VIOLATION, "Access denied"));
        assertThat(served.events(TransferEvent.Refused.class)).singleElement().satisfies(refused -> {
            assertThat(refused.refusal().cause()).isEqualTo("unknown phone");
            assertThat(refused.refusal().remedy()).isEqualTo("add it");
        });
        assertThat(served.faults).isEmpty();
    }

    @Test
    void routeIsUnderTheServersAccessRules() {
        var served = Served.with(
                b -> b.allowRead(AddressRange.parse("10.0.0.0/8")).route("{name}", _ -> Content.of("secret")));
        assertThat(first(served, 3001, "x")).isEqualTo(error(ErrorCode.ACCESS_VIOLATION, "Access denied"));
        assertThat(served.events(TransferEvent.Refused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.refusal().cause()).contains("--allow-read"));
    }

    @Test
    void lastAckLeavesAfterTheFunctionHasTheUpload() {
        var served = Served.with(b -> b.upload("{router}-confg", taken::add));
        var router = served.peer(3001).asks(wrq("r1-confg"));
        served.runMillis(30);
        assertThat(router.last()).isEqualTo(ack(0));
        router.answers(data(1, octets("hostname r1")));
        served.runMillis(30);
        assertThat(router.last()).isEqualTo(ack(1));
        served.runUntilQuiet();
        assertThat(taken).singleElement().satisfies(upload -> {
            assertThat(upload.variable("router")).isEqualTo("r1");
            assertThat(upload.text()).isEqualTo("hostname r1");
            assertThat(upload.peer().address()).isEqualTo(router.address());
        });
    }

    @Test
    void uploadThatTheFunctionDoesNotWantIsNotAcknowledged() {
        var refusal = new Refusal(ErrorCode.ACCESS_VIOLATION, "Unknown router", "r1 is not in the inventory", "add it");
        var served = Served.with(b -> b.upload("{router}-confg", _ -> {
            throw new ContentException(refusal);
        }));
        var router = served.peer(3001).asks(wrq("r1-confg"));
        served.runMillis(30);
        router.answers(data(1, octets("hostname r1")));
        served.runUntilQuiet();
        assertThat(router.packets()).containsExactly(ack(0), error(ErrorCode.ACCESS_VIOLATION, "Unknown router"));
    }

    @Test
    void uploadIntoMemoryIsBounded() {
        var served = Served.with(b -> b.upload("{name}", 600, taken::add));
        var announced = served.peer(3001).asks(wrq("a", "tsize", "601"));
        served.runMillis(30);
        assertThat(announced.packets()).containsExactly(error(ErrorCode.DISK_FULL, "Upload exceeds the limit"));
        var growing = served.client().write(served.address, "b", Served.octets(601));
        var fitting = served.client().write(served.address, "c", Served.octets(600));
        served.runUntilQuiet();
        assertThat(growing.completed()).isFalse();
        assertThat(fitting.completed()).isTrue();
        assertThat(taken)
                .singleElement()
                .satisfies(upload -> assertThat(upload.bytes()).isEqualTo(Served.octets(600)));
    }

    @Test
    void filesInMemoryAreServedAndTaken() {
        var files = MemoryFiles.writable(WritePolicy.OVERWRITE).put("a", Served.octets(2_000));
        var served = Served.with(b -> b.content(files));
        var read = served.client().read(served.address, "a");
        var write = served.client().write(served.address, "b", Served.octets(3_000));
        served.runUntilQuiet();
        assertThat(read.completed()).isTrue();
        assertThat(write.completed()).isTrue();
        assertThat(files.get("b"))
                .hasValueSatisfying(octets -> assertThat(octets).isEqualTo(Served.octets(3_000)));
    }

    private static Object first(Served served, int port, String name) {
        var peer = served.peer(port).asks(rrq(name));
        served.runMillis(50);
        return peer.packets().getFirst();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
