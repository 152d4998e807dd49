package dev.trivet.server;

import static dev.trivet.server.Peer.ack;
import static dev.trivet.server.Peer.data;
import static dev.trivet.server.Peer.error;
import static dev.trivet.server.Peer.rrq;
import static dev.trivet.server.Peer.wrq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.trivet.content.AddressRange;
import dev.trivet.content.Content;
import dev.trivet.content.ContentException;
import dev.trivet.content.ContentRequest;
import dev.trivet.content.DirectoryProvider;
import dev.trivet.content.Durability;
import dev.trivet.content.LocalFile;
import dev.trivet.content.MemoryFiles;
import dev.trivet.content.PathStyle;
import dev.trivet.content.Provider;
import dev.trivet.content.Resolution;
import dev.trivet.content.Root;
import dev.trivet.content.Rule;
import dev.trivet.content.Source;
import dev.trivet.content.StreamSource;
import dev.trivet.content.WritePolicy;
import dev.trivet.engine.PortRange;
import dev.trivet.engine.Workers;
import dev.trivet.explain.Explanation;
import dev.trivet.explain.Situation;
import dev.trivet.flow.UsedUp;
import dev.trivet.linux.Linux;
import dev.trivet.negotiation.Acceptance;
import dev.trivet.negotiation.Negotiation;
import dev.trivet.server.TransferEvent.Ended;
import dev.trivet.server.TransferEvent.Hint;
import dev.trivet.server.TransferEvent.Refused;
import dev.trivet.sim.SimulatedFile;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Mode;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Produces every [Situation] there is: the `switch` has no default, so one without a producer does not compile. What
/// only another module can produce names the test that does.
///
/// Long, because it is a list.
@DisplayName("Each situation comes up, and is told in its own words")
class SituationsTest {
    private static final Path CONTENT = Path.of("../content/src/test/java/dev/trivet/content/FileSituationsTest.java");
    private static final Path NAME_MAPS = Path.of("src/test/java/dev/trivet/server/NameMapsTest.java");
    private static final Path IN_PLACE = Path.of("../content/src/test/java/dev/trivet/content/InPlaceTest.java");
    private static final Path CLIENT = Path.of("../client/src/test/java/dev/trivet/client/ClientSituationsTest.java");

    /// Rights there hold for root as well.
    private static final Path SYSTEM = Path.of("/proc/sys/kernel");

    /// Nobody makes files there, not even root.
    private static final Path DEVICES = Path.of("/sys/kernel");

    /// @param cause as it must be; `.*` stands for what nobody can know before
    private record Told(Explanation explanation, String cause) {}

    @TempDir
    Path root;

    private final List<DirectoryProvider> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(DirectoryProvider::close);
    }

    @ParameterizedTest
    @EnumSource
    void isToldInItsOwnWords(Situation situation) throws Exception {
        var told = produce(situation);
        if (told == null) return; // by another module's test, which was looked for
        assertThat(told.explanation().situation()).isEqualTo(situation);
        assertThat(told.explanation().cause()).matches(pattern(told.cause()));
        assertThat(told.explanation().remedy()).matches(pattern(remedy(situation)));
    }

    /// Holes stand for anything but holes.
    private static String remedy(Situation situation) {
        return situation.explanation().remedy().replaceAll("\\{[a-z ]+}", ".*");
    }

    private static String pattern(String text) {
        return "\\Q" + text.replace(".*", "\\E[^{}]*\\Q") + "\\E";
    }

    private Told produce(Situation situation) throws Exception {
        return switch (situation) {
            case NOT_FOUND -> told(read("nothing-like-it"), "\"nothing-like-it\" not found");
            case NOT_FOUND_OTHER_CASE -> told(read("BOOT.IMG"), "\"BOOT.IMG\" not found; \"boot.img\" exists (case)");
            case NOT_FOUND_TAIL ->
                told(
                        read("boot.img "),
                        "\"boot.img \" not found; \"boot.img\" exists: something is left behind its end");
            case NOT_FOUND_PREFIX ->
                told(
                        read("tftpboot/boot.img"),
                        "\"tftpboot/boot.img\" not found; \"boot.img\" exists: something is left in front of it");
            case NOT_FOUND_NEAR -> told(read("boot.imh"), "\"boot.imh\" not found; nearest name: \"boot.img\"");
            case NO_ROOT -> told(refusal(Served.plain(), rrq("a")), "no root serves this name");
            case LOCAL_FILE_MISSING ->
                told(
                        thrown(() -> LocalFile.source(root.resolve("a"), Mode.OCTET)),
                        "\"" + root + "/a\" does not exist");
            case LOCAL_DIRECTORY_MISSING ->
                told(thrown(() -> sink(root.resolve("a/b"))), "\"" + root + "/a\": the directory is missing");
            case LOCAL_NOT_DIRECTORY ->
                told(thrown(() -> sink(file("a").resolve("b"))), "\"" + root + "/a\" is not a directory");
            case LOCAL_DENIED ->
                told(
                        thrown(() -> sink(Files.createSymbolicLink(root.resolve("a"), root.resolve("gone")))),
                        "\"" + root + "/a\" may not be opened: it is a link that leads nowhere");
            case LOCAL_FAILED ->
                told(
                        thrown(() -> LocalFile.source(file("a").resolve("b"), Mode.OCTET)),
                        "\"" + root + "/a/b\" cannot be used: Not a directory");
            case NAME_LEAVES_ROOT -> told(read("../a"), "\"../a\" leaves the root");
            case NAME_NOT_ABSOLUTE ->
                told(
                        read(Root.at(root).pathStyle(PathStyle.ABSOLUTE), "a"),
                        "\"a\" does not begin with /, and path-style is absolute");
            case NAME_GOES_UP ->
                told(
                        read(Root.at(root).pathStyle(PathStyle.ABSOLUTE), root + "/a/../b"),
                        "\"" + root + "/a/../b\" holds .., and path-style is absolute");
            case NAME_IN_NO_ROOT ->
                told(
                        read(Root.at(root).pathStyle(PathStyle.ABSOLUTE), "/etc/passwd"),
                        "\"/etc/passwd\" does not begin with .* or another root, and path-style is absolute");
            case NAME_IS_ROOT -> told(read("/"), "\"/\" names the root itself");
            case NAME_EMPTY -> told(asked(Root.at(root), ""), "the name is empty");
            case NAME_TOO_LONG ->
                told(
                        asked(Root.at(root), "a/".repeat(3000)),
                        "the name is longer than 4096 octets, or holds half a character");
            case NAME_PART_TOO_LONG -> told(read("a".repeat(300)), "a part of the name is longer than 255 octets");
            case NAME_ENDS_IN_LINE_END -> told(read("boot.img\r"), "\"boot.img.*\" ends in a line end");
            case NAME_HAS_CONTROLS -> told(read("a\tb"), "the name \"a.*b\" holds control characters");
            case NAME_AMBIGUOUS -> {
                file("BOOT.IMG");
                yield told(
                        read(Root.at(root).ignoreCase(true), "Boot.img"),
                        "\"Boot.img\" may mean any of \".*\", \".*\"");
            }
            case NAME_UNFINISHED ->
                told(
                        write(writable(), ".a.0123456789abcdef.trivet-part"),
                        "\".a.0123456789abcdef.trivet-part\" is a name of unfinished uploads");
            case NAME_NOT_PLAIN ->
                told(
                        refusal(around(MemoryFiles.writable(WritePolicy.CREATE)), wrq("a/")),
                        "\"a/\" is no name for a file");
            case NOT_READABLE -> {
                assumeTrue(Files.exists(Path.of("/proc/sys/vm/compact_memory")));
                yield told(
                        read(Root.at(Path.of("/proc/sys/vm")), "compact_memory"),
                        "\"compact_memory\" may not be opened: \"/proc/sys/vm/compact_memory\" (-w------- root:root) may not"
                                + " be read by user " + System.getProperty("user.name"));
            }
            case LINK_OUTSIDE -> {
                Files.createSymbolicLink(root.resolve("out"), Path.of("/etc/hostname"));
                yield told(read("out"), "\"out\" is a link that leads out of the root, to \"/etc/hostname\"");
            }
            case NOT_REGULAR -> {
                Files.createDirectory(root.resolve("d"));
                yield told(read("d"), "\"d\" is not a regular file");
            }
            case TOO_MANY_LINKS -> {
                Files.createSymbolicLink(root.resolve("round"), Path.of("round"));
                yield told(read("round"), "\"round\" leads through too many links");
            }
            case READ_FAILED_LATER ->
                told(
                        end(broken(new IOException("Input/output error"))),
                        "the file could not be read: Input/output error");
            case STREAM_NOT_READ ->
                told(
                        thrown(() -> StreamSource.of(brokenStream(), Mode.OCTET, OptionalLong.empty())
                                .prepare(1)),
                        "the stream cannot be read: java.io.IOException: torn");
            case CHANGED -> told(changed(), "\"boot.img\" was changed in place while it was sent");
            case SHORTENED -> told(end(broken(new EOFException())), "the file became shorter while it was sent");
            case NOT_WORLD_READABLE -> {
                Files.setPosixFilePermissions(file("secret"), PosixFilePermissions.fromString("rw-r-----"));
                yield told(
                        read(Root.at(root).worldAccess(true), "secret"),
                        "\"secret\" has mode .*640, and world-access serves only what everyone may read");
            }
            case NOT_WORLD_WRITABLE -> {
                Files.setPosixFilePermissions(file("own"), PosixFilePermissions.fromString("rw-r--r--"));
                yield told(
                        write(writable().worldAccess(true), "own"),
                        "\"own\" has mode .*644, and world-access replaces only what everyone may write");
            }
            case ADDRESS_NOT_ALLOWED ->
                told(
                        refusal(Served.with(b -> b.allowRead(AddressRange.parse("198.51.100.0/24"))), rrq("a")),
                        "192.0.2.10 is in no range of --allow-read");
            case ADDRESS_NOT_ALLOWED_IN_ROOT ->
                told(
                        read(Root.at(root).allowRead(AddressRange.parse("198.51.100.0/24")), "boot.img"),
                        "192.0.2.10 is in no range of allow-read of the root " + root);
            case RULE_FORBIDS_READ ->
                told(
                        read(Root.at(root).rules(Rule.names("*.img").read(false)), "boot.img"),
                        "\"boot.img\" may not be read: rule \"*.img\" of the root " + root + " says read = false");
            case RULE_FORBIDS_WRITE ->
                told(
                        write(writable().rules(Rule.names("*.img").write(WritePolicy.NONE)), "new.img"),
                        "\"new.img\" may not be uploaded: rule \"*.img\" of the root " + root + " says write = none");
            case WRITES_OFF -> told(write(Root.at(root), "a"), "writes are off");
            case RULE_OF_OTHER_CLIENTS ->
                told(
                        write(
                                Root.at(root)
                                        .rules(Rule.names("*-confg")
                                                .clients(AddressRange.parse("198.51.100.0/24"))
                                                .write(WritePolicy.CREATE)),
                                "r1-confg"),
                        "no rule lets \"r1-confg\" be uploaded from 192.0.2.10: rule \"*-confg\" for 198.51.100.0/24 of the"
                                + " root " + root + " comes closest, and is for other clients");
            case RULE_OF_OTHER_NAMES ->
                told(
                        write(
                                Root.at(root)
                                        .rules(
                                                Rule.names("logs/**").write(WritePolicy.CREATE),
                                                Rule.names("*-confg").write(WritePolicy.CREATE)),
                                "r1-config"),
                        "no rule lets \"r1-config\" be uploaded: rule \"*-confg\" of the root " + root
                                + " comes closest, and is for other names");
            case NO_RULE_ADMITS ->
                told(
                        write(
                                Root.at(root)
                                        .rules(Rule.names("*-confg")
                                                .clients(AddressRange.parse("198.51.100.0/24"))
                                                .write(WritePolicy.CREATE)),
                                "other"),
                        "no rule of the root " + root + " lets \"other\" be uploaded");
            case FILE_EXISTS ->
                told(
                        write(Root.at(root).write(WritePolicy.CREATE), "boot.img"),
                        "\"boot.img\" exists, and uploads may only create");
            case ONLY_EXISTING ->
                told(
                        write(Root.at(root).write(WritePolicy.EXISTING), "new"),
                        "\"new\" does not exist, and uploads may only replace what is there");
            case NO_DIRECTORY -> told(write(writable(), "no/a"), "the directory of \"no/a\" is missing");
            case NOT_WRITABLE -> {
                assumeTrue(Files.exists(SYSTEM.resolve("osrelease")));
                yield told(write(writable(SYSTEM), "osrelease"), "\"osrelease\" may not be written");
            }
            case DIRECTORY_NOT_WRITABLE -> {
                assumeTrue(Files.isDirectory(DEVICES));
                yield told(
                        write(writable(DEVICES), "new"),
                        "\"new\" cannot be stored: \"/sys/kernel\" (rwxr-xr-x root:root) may not be written by user "
                                + System.getProperty("user.name") + " (.*)");
            }
            case NAME_TOO_LONG_FOR_VERSIONS -> {
                var name = "a".repeat(250);
                file(name);
                yield told(
                        write(Root.at(root).write(WritePolicy.VERSION), name),
                        "\"a.*\" is too long for the names of its versions");
            }
            case NAME_IS_DIRECTORY -> told(write(writable(), "boot.img/"), "\"boot.img/\" is a file, not a directory");
            case DISK_TOO_SMALL ->
                told(
                        write(writable(), "a", "tsize", "100000000000000000"),
                        "\"a\" announces 100000000000000000 octets, and .* are free");
            case STORE_FAILED ->
                told(directoryVanishes(), "\"d/a\" cannot be stored: java.nio.file.NoSuchFileException.*");
            case UPLOAD_TOO_LARGE ->
                told(
                        write(writable().maxUpload(10), "a", "tsize", "11"),
                        "\"a\" exceeds max-upload of the root " + root + " (10 octets)");
            case UPLOAD_QUOTA ->
                told(
                        refusal(Served.with(b -> b.maxUpload(10)), wrq("a", "tsize", "11")),
                        "the upload exceeds --max-upload (10 octets)");
            case FULL -> told(second(b -> b.maxTransfers(1).whenFull(WhenFull.REFUSE)), "all 1 transfers are taken");
            case ADDRESS_LIMIT ->
                told(
                        second(b -> b.transfersPerAddress(1).whenFull(WhenFull.REFUSE)),
                        "this address reached its limit of 1 transfers");
            case MISSES_LIMIT ->
                told(
                        guessed(Served.with(b -> b.missesPerAddress(1).whenFull(WhenFull.REFUSE))),
                        "this address asked for 1 names within a minute that are not there");
            case TAKES_TOO_LONG -> told(holdsItsPlace(), "the transfer was not over after 60 s");
            case NO_PORT ->
                told(
                        second(b -> b.portRange(new PortRange(5000, 5000))),
                        "no socket for the transfer: no port is free in 5000:5000");
            case FILE_SYSTEM_SILENT ->
                told(
                        hanging(),
                        "the file system, or the program that makes the content, does not answer: gave up after 5 s");
            case TOO_MUCH_WORK -> told(refusal(on(_ -> false), rrq("a")), "too much work waits for the disk");
            case OUT_OF_MEMORY -> told(withoutMemory(), "no memory is left for octets that wait to be stored");
            case STOPPING -> told(stopped(), "the server stopped before the transfer was over");
            case NOT_SERVED_ANY_MORE -> {
                var served = files(Root.at(root));
                opened.getLast().close();
                yield told(refusal(served, rrq("boot.img")), "the directory is not served any more");
            }
            case SOURCE_CLOSED -> {
                var source = LocalFile.source(file("a"), Mode.OCTET);
                source.close();
                yield told(thrown(() -> source.prepare(1)), "the source was closed");
            }
            case FAULT ->
                told(
                        refusal(
                                around(provider(_ -> {
                                    throw new IllegalStateException("oh");
                                })),
                                rrq("a")),
                        "a fault in Trivet, or in the program that uses it: java.lang.IllegalStateException: oh");
            case FUNCTION_FAULT ->
                told(
                        refusal(
                                Served.with(b -> b.route("{name}", _ -> {
                                    throw new IllegalStateException("oh");
                                })),
                                rrq("a")),
                        "the function that answers \"a\" threw java.lang.IllegalStateException: oh");
            case REFUSED_BY_PROGRAM ->
                told(
                        refusal(
                                Served.with(b -> b.route("{name}", _ -> Content.refused("unknown phone", "add it"))),
                                rrq("a")),
                        "unknown phone");
            case MALFORMED ->
                told(
                        malformed("\0\1a\0mail\0"),
                        "the request cannot be understood: Mode mail is not supported, use octet");
            case BLOCK_TOO_LONG ->
                told(
                        end(answered(Served.plain(), wrq("a"), data(1, 600))),
                        "the peer sent a block of 600 octets, 512 were agreed");
            case OPTION_NOT_ACCEPTABLE ->
                told(
                        declined(Options.of("blksize", "1000"), Options.of("blksize", "2000")),
                        "the server acknowledged blksize=2000: its value does not fit what was asked");
            case NAME_MENDED ->
                told(
                        hint(asks(files(Root.at(root)), rrq("//boot.img"))),
                        "\"//boot.img\" was read as \"boot.img\": doubled / read as one");
            case TEXT_OF_BINARY ->
                told(
                        hint(asks(
                                around(MemoryFiles.readOnly().put("kernel", new byte[] {0x7F, 'E', 'L', 'F', 0, 1})),
                                new Packet.ReadRequest("kernel", Mode.NETASCII, Options.NONE))),
                        "192.0.2.10 fetches \"kernel\" as text (netascii), and it is none: it arrives damaged");
            case MUST_ROLL_OVER ->
                told(
                        hint(asks(large(65_535 * 512), rrq("a", "tsize", "0"))),
                        "\"a\" has 33553920 octets, 65536 blocks of 512: 192.0.2.10 must count on after block 65535, at"
                                + " 33553920 octets, and many clients cannot");
            case MUST_COUNT_PAST_32767 ->
                told(
                        hint(asks(large(32_767 * 512), rrq("a"))),
                        "\"a\" has 16776704 octets, 32768 blocks of 512: 192.0.2.10, which asks for no option, must count"
                                + " on after block 32767, and old clients such as early Cisco IOS cannot (16 MiB)");
            case LOCK_STEP ->
                told(
                        lockStep(),
                        "100000 octets took 19.6 s because each block of 512 waits for its ACK: with a round trip of 100.0 ms"
                                + " that is at most 5.1 kB/s, whatever the line carries");
            case BOOT_LOOP -> told(bootLoop(), "192.0.2.10 fetched \"pxelinux.0\" 5 times in a row and nothing else");
            case NEVER_ACKNOWLEDGED ->
                told(
                        end(quiet(asks(Served.plain().file("a", 100), rrq("a")))),
                        "192.0.2.10 never acknowledged: our answers do not reach it, or the request was forged");
            case GONE_BEFORE_ANSWER ->
                told(gone(client -> {}), "port .* of .*, where the request came from, does not take our answer");
            case GONE ->
                told(
                        gone(client -> {
                            client.hears();
                            client.answers(ack(1));
                        }),
                        "nobody listens at port .* of .* any more");
            case ANSWER_FROM_ELSEWHERE ->
                told(
                        end(answered(
                                Served.plain().file("a", 1000),
                                rrq("a"),
                                error(ErrorCode.UNKNOWN_TRANSFER_ID, "Unknown transfer ID"))),
                        "192.0.2.10 takes our answer for a stranger's (error 5): it expects it from somewhere else than it"
                                + " came from");
            case BLOCKS_TOO_LARGE ->
                told(
                        end(quiet(answered(Served.plain().file("a", 100_000), rrq("a", "blksize", "1468"), ack(0)))),
                        "192.0.2.10 stopped answering before the first block of 1468 octets");
            case BROKE_OFF_AT_ROLLOVER ->
                told(breaksOff(), "192.0.2.10 stopped at block 32767, after 262136 octets: it cannot count on");
            case STOPPED_ANSWERING ->
                told(
                        end(quiet(answered(Served.plain().file("a", 100_000), rrq("a"), ack(1)))),
                        "192.0.2.10 stopped answering");
            case STOPPED_BY_CLIENT ->
                told(
                        end(answered(
                                Served.plain().file("a", 100_000), rrq("a"), error(ErrorCode.DISK_FULL, "no room"))),
                        "the client sent error 3: no room");
            case OPTIONS_REFUSED_BY_CLIENT ->
                told(
                        end(answered(
                                Served.plain().file("a", 100_000),
                                rrq("a", "blksize", "1000"),
                                error(ErrorCode.OPTION_REFUSED, ""))),
                        "the client sent error 8");
            case SIZE_PROBE ->
                told(
                        end(answered(
                                Served.plain().file("a", 4711),
                                rrq("a", "tsize", "0"),
                                error(ErrorCode.NOT_DEFINED, "thank you"))),
                        "192.0.2.10 asked for the size only, and ended the transfer when it had it");
            case UNCONFIRMED ->
                told(
                        end(quiet(answered(Served.plain().file("a", 600), rrq("a"), ack(1)))),
                        "192.0.2.10 acknowledged everything but the end");
            case ASKED_ANEW -> told(askedAnew(), "192.0.2.10 asked anew from the same port before it had all");
            case NAME_RESERVED, DIRECTORY_CLOSED, NOT_READABLE_BY_POLICY, READ_FAILED, DISK_FULL ->
                elsewhere(situation, CONTENT);
            case FILE_LOCKED, BEING_WRITTEN, INCOMPLETE_DISK_FULL, INCOMPLETE -> elsewhere(situation, IN_PLACE);
            case NAME_REFUSED_BY_RULE, NAME_RULES_FAIL -> elsewhere(situation, NAME_MAPS);
            case TOO_LARGE_TO_KEEP, STREAM_NOT_WRITTEN, CANCELLED -> elsewhere(situation, CLIENT);
        };
    }

    private static Told told(Explanation explanation, String cause) {
        return new Told(explanation, cause);
    }

    private static Told elsewhere(Situation situation, Path test) throws IOException {
        assertThat(Files.readString(test)).contains("Situation." + situation.name());
        return null;
    }

    // --- what the server told

    private static Explanation refusal(Served served, Packet request) {
        return asks(served, request).events(Refused.class).getLast().refusal().explanation();
    }

    private static Explanation end(Served served) {
        return served.events(Ended.class).getLast().explanation().orElseThrow();
    }

    private static Explanation hint(Served served) {
        return served.events(Hint.class).getLast().explanation();
    }

    private static Explanation thrown(ThrowingCallable call) {
        return catchThrowableOfType(ContentException.class, call).refusal().explanation();
    }

    // --- a client by hand

    private static Served asks(Served served, Packet request) {
        served.peer(3001).asks(request);
        served.runMillis(50);
        return served;
    }

    private static Served answered(Served served, Packet request, Packet answer) {
        var peer = served.peer(3001).asks(request);
        served.runMillis(50);
        peer.answers(answer);
        served.runMillis(50);
        return served;
    }

    private static Served quiet(Served served) {
        return served.runUntilQuiet();
    }

    /// Two ask at once.
    private static Explanation second(Consumer<ServerBuilder> settings) {
        var served = Served.with(settings).file("a", 10_000);
        served.peer(3001).asks(rrq("a"));
        served.peer(3002).asks(rrq("a"));
        served.runMillis(50);
        return served.events(Refused.class).getLast().refusal().explanation();
    }

    private static Explanation guessed(Served served) {
        served.peer(3001).asks(rrq("a"));
        served.runMillis(50);
        served.peer(3002).asks(rrq("b"));
        served.runMillis(50);
        served.peer(3003).asks(rrq("c"));
        served.runMillis(50);
        return served.events(Refused.class).getLast().refusal().explanation();
    }

    private static Explanation malformed(String request) {
        var served = Served.plain();
        served.peer(3001).asks(request.getBytes(StandardCharsets.ISO_8859_1));
        served.runMillis(50);
        return served.events(Refused.class).getLast().refusal().explanation();
    }

    private static Explanation holdsItsPlace() {
        var served = Served.with(b -> b.maxTransferTime(Duration.ofSeconds(60))).file("a", 100_000);
        var peer = served.peer(3001).asks(rrq("a"));
        for (int block = 1; block < 10; block++) {
            served.run(Duration.ofSeconds(8));
            if (served.events(Ended.class).isEmpty()) peer.answers(ack(block));
        }
        return end(served);
    }

    private static Explanation withoutMemory() {
        var served = Served.plain();
        UsedUp.allBut(0, served.reception.shared().storing());
        return end(answered(served, wrq("a"), data(1, 100)));
    }

    private static Explanation stopped() {
        var served = asks(Served.plain().file("a", 100_000), rrq("a"));
        served.reception.stop();
        return end(served);
    }

    private static Explanation askedAnew() {
        var served = Served.plain().file("a", 100_000);
        var peer = served.peer(3001).asks(rrq("a"));
        served.runMillis(50);
        peer.asks(rrq("another"));
        served.runMillis(50);
        return end(served);
    }

    private static Explanation lockStep() {
        var served = Served.plain().file("a", 100_000);
        served.network.latency(Duration.ofMillis(50));
        served.client().read(served.address, "a");
        return hint(quiet(served));
    }

    private static Explanation bootLoop() {
        var served = Served.plain().file("pxelinux.0", 1000).file("menu", 10);
        for (int i = 0; i < 2 * BootLoops.TIMES; i++) {
            served.client().read(served.address, "pxelinux.0");
            served.run(Duration.ofMinutes(1));
        }
        assertThat(served.events(Hint.class)).as("told once").hasSize(1);
        return hint(served);
    }

    private static Served large(int octets) {
        var served = Served.plain();
        served.content.put("a", SimulatedFile.generated(7, octets));
        return served;
    }

    /// A client that takes block numbers for signed ones.
    private static Explanation breaksOff() {
        var served = large(300_000);
        served.network.losing(passing ->
                passing.packet() instanceof Packet.Data block && block.block().value() > StartHints.LAST_SIGNED_BLOCK);
        served.client().options(Options.of("blksize", "8", "windowsize", "16")).read(served.address, "a");
        return end(quiet(served));
    }

    /// On a real socket, which is closed then: its host tells the server so.
    private static Explanation gone(Saying client) throws Exception {
        assumeTrue(Linux.available(), "only Linux tells a socket of its unreachable peer");
        var ends = new LinkedBlockingQueue<Ended>();
        var files = MemoryFiles.readOnly().put("a", new byte[10_000]);
        try (var server = TftpServer.builder()
                .listen(new InetSocketAddress(Loopback.HOST, 0))
                .content(files)
                .onEvent(event -> {
                    if (event instanceof Ended ended) ends.add(ended);
                })
                .start()) {
            try (var socket = new Loopback()) {
                socket.asks(server, rrq("a"));
                client.says(socket);
            }
            var ended = ends.poll(Loopback.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return ended.explanation().orElseThrow();
        }
    }

    @FunctionalInterface
    private interface Saying {
        void says(Loopback client) throws IOException;
    }

    private static Explanation declined(Options asked, Options acknowledged) {
        return ((Acceptance.Declined) Negotiation.accept(asked, acknowledged))
                .refusal()
                .explanation();
    }

    // --- content

    /// `boot.img` lies there.
    private Served files(Root served) throws IOException {
        if (Files.isWritable(root)) file("boot.img");
        var provider = DirectoryProvider.open(served);
        opened.add(provider);
        return around(provider);
    }

    private Path file(String name) throws IOException {
        return Files.writeString(root.resolve(name), "some octets");
    }

    private Explanation read(String name) throws IOException {
        return read(Root.at(root), name);
    }

    private Explanation read(Root served, String name) throws IOException {
        return refusal(files(served), rrq(name));
    }

    private Explanation write(Root served, String name, String... options) throws IOException {
        return refusal(files(served), wrq(name, options));
    }

    /// A name that no request can carry.
    private Explanation asked(Root served, String name) throws IOException {
        try (var provider = DirectoryProvider.open(served)) {
            return ((Resolution.Refused)
                            provider.read(request(name, Mode.OCTET)).orElseThrow())
                    .refusal()
                    .explanation();
        }
    }

    private Root writable() {
        return writable(root);
    }

    private static Root writable(Path directory) {
        return Root.at(directory).write(WritePolicy.OVERWRITE);
    }

    private static void sink(Path file) throws ContentException {
        LocalFile.sink(file, Mode.OCTET, Durability.RENAME).close();
    }

    private Explanation changed() throws Exception {
        Files.write(root.resolve("boot.img"), new byte[200_000]);
        try (var provider = DirectoryProvider.open(Root.at(root));
                var source = found(provider.read(request("boot.img", Mode.NETASCII)))) {
            source.prepare(1);
            Files.write(root.resolve("boot.img"), new byte[300_000]);
            return thrown(() -> source.prepare(200_000));
        }
    }

    private static Source found(Optional<Resolution> resolution) {
        return ((Resolution.Found) resolution.orElseThrow()).source();
    }

    private static ContentRequest request(String name, Mode mode) {
        var peer = dev.trivet.content.Peer.of(new InetSocketAddress(Served.CLIENT, 3001));
        return new ContentRequest(peer, name, mode, OptionalLong.empty());
    }

    private Explanation directoryVanishes() throws IOException {
        var directory = Files.createDirectory(root.resolve("d"));
        var served = files(writable());
        var peer = served.peer(3001).asks(wrq("d/a"));
        served.runMillis(50);
        try (var parts = Files.list(directory)) {
            for (var part : parts.toList()) Files.delete(part);
        }
        Files.delete(directory);
        peer.answers(data(1, 100));
        served.runMillis(50);
        return end(served);
    }

    private static Served around(Provider provider) {
        var network = Served.network();
        return Served.around(network, network.workers(Duration.ZERO, Duration.ZERO), _ -> provider, _ -> {});
    }

    private static Served on(Workers workers) {
        return Served.around(Served.network(), workers, UnaryOperator.identity(), _ -> {});
    }

    private static Explanation hanging() {
        var network = Served.network();
        var workers = network.waitingWorkers();
        var served = Served.around(
                network,
                workers,
                _ -> provider(_ -> {
                    workers.hang();
                    return Optional.empty();
                }),
                _ -> {});
        served.peer(3001).asks(rrq("a"));
        served.run(Duration.ofSeconds(10));
        return served.events(Refused.class).getLast().refusal().explanation();
    }

    @FunctionalInterface
    private interface Reading {
        Optional<Resolution> read(ContentRequest request);
    }

    private static Provider provider(Reading reading) {
        return new Provider() {
            @Override
            public Optional<Resolution> read(ContentRequest request) {
                return reading.read(request);
            }

            @Override
            public Optional<Resolution> write(ContentRequest request) {
                return Optional.empty();
            }
        };
    }

    /// Content that is there, and cannot be read when it is to be sent.
    private static Served broken(IOException why) {
        return asks(
                around(provider(_ -> Optional.of(new Resolution.Found(new BrokenSource(why), "a", List.of())))),
                rrq("a"));
    }

    private record BrokenSource(IOException why) implements Source {
        @Override
        public OptionalLong length() {
            return OptionalLong.of(1000);
        }

        @Override
        public Ready prepare(long position) {
            return new Ready(1000, true);
        }

        @Override
        public int read(long position, ByteBuffer into) throws IOException {
            throw why;
        }

        @Override
        public void close() {}
    }

    private static InputStream brokenStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("torn");
            }
        };
    }
}
