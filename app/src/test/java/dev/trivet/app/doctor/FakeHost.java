package dev.trivet.app.doctor;

import dev.trivet.content.AddressText;
import dev.trivet.engine.Engine;
import dev.trivet.engine.PortOwner.Holder;
import dev.trivet.linux.Users.User;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// A Linux host that a test makes: root's, with one card, where nothing is wrong.
final class FakeHost implements Host {
    static final int DIRECTORY = 0755;

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, String> links = new HashMap<>();
    private final Map<Path, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Ran> programs = new HashMap<>();
    private final Map<String, IOException> taken = new HashMap<>();
    private final List<Holder> holders = new ArrayList<>();
    private final Set<Engine> unusable = new LinkedHashSet<>();
    private String system = "Linux";
    private List<Card> cards = List.of(card("eth0", 1500, "192.0.2.1"));
    private OptionalLong free = OptionalLong.empty();
    private long heap = 512L << 20;

    FakeHost() {
        runBy(0, "000001ffffffffff");
        text("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n");
        text("/proc/sys/net/core/rmem_max", "4194304\n");
        text("/proc/self/limits", limits("1048576"));
        directory("/", DIRECTORY).directory("/srv", DIRECTORY).directory("/srv/tftp", DIRECTORY);
    }

    static Card card(String name, int mtu, String... addresses) {
        return new Card(
                name,
                mtu,
                true,
                false,
                Stream.of(addresses).map(AddressText::parse).toList());
    }

    static String limits(String openFiles) {
        return "Limit                     Soft Limit           Hard Limit           Units\n"
                + "Max open files            1024                 " + openFiles + "              files\n";
    }

    /// @param capabilities as `/proc/self/status` has them
    FakeHost runBy(int uid, String capabilities) {
        return text(
                "/proc/self/status",
                "Name:\tjava\nUid:\t%d\t%d\t%d\t%d\nGid:\t%d\t%d\t%d\t%d\nGroups:\t\nCapEff:\t%s\n"
                        .formatted(uid, uid, uid, uid, uid, uid, uid, uid, capabilities));
    }

    FakeHost text(String file, String text) {
        texts.put(file, text);
        return this;
    }

    FakeHost without(String file) {
        texts.remove(file);
        return this;
    }

    FakeHost directory(String path, int mode) {
        nodes.put(Path.of(path), new Node(mode, 0, 0, true));
        return this;
    }

    FakeHost file(String path, int mode) {
        nodes.put(Path.of(path), new Node(mode, 0, 0, false));
        return this;
    }

    FakeHost symbolic(String path, String target) {
        links.put(path, target);
        nodes.put(Path.of(path), new Node(0777, 0, 0, false));
        return this;
    }

    FakeHost program(String command, Ran ran) {
        programs.put(command, ran);
        return this;
    }

    FakeHost program(String command, String out) {
        return program(command, new Ran(0, out, ""));
    }

    FakeHost refuses(String address, IOException why) {
        taken.put(address, why);
        return this;
    }

    FakeHost holder(Holder holder) {
        holders.add(holder);
        return this;
    }

    FakeHost withoutEngine(Engine engine) {
        unusable.add(engine);
        return this;
    }

    FakeHost cards(Card... all) {
        cards = List.of(all);
        return this;
    }

    FakeHost system(String name) {
        system = name;
        return this;
    }

    FakeHost free(long octets) {
        free = OptionalLong.of(octets);
        return this;
    }

    FakeHost heap(long octets) {
        heap = octets;
        return this;
    }

    @Override
    public String system() {
        return system;
    }

    @Override
    public Optional<String> text(String file) {
        return Optional.ofNullable(texts.get(file));
    }

    @Override
    public List<String> names(String directory) {
        var folder = Path.of(directory);
        return Stream.of(texts.keySet().stream().map(Path::of), nodes.keySet().stream())
                .flatMap(paths -> paths)
                .filter(path -> path.startsWith(folder) && path.getNameCount() > folder.getNameCount())
                .map(path -> path.getName(folder.getNameCount()).toString())
                .distinct()
                .toList();
    }

    @Override
    public Optional<String> link(String file) {
        return Optional.ofNullable(links.get(file));
    }

    @Override
    public Optional<Node> node(Path file) {
        return Optional.ofNullable(nodes.get(file));
    }

    /// As the kernel decides for one who owns nothing, or root.
    @Override
    public boolean may(Path file, Right right) {
        boolean root = text("/proc/self/status").orElse("").contains("Uid:\t0");
        return root || node(file).filter(node -> (node.mode() & right.bit) != 0).isPresent();
    }

    @Override
    public OptionalLong free(Path directory) {
        return free;
    }

    @Override
    public Optional<Ran> run(String... command) {
        return Optional.ofNullable(programs.get(String.join(" ", command)));
    }

    @Override
    public List<Card> cards() {
        return cards;
    }

    @Override
    public Optional<IOException> bind(InetSocketAddress address) {
        return Optional.ofNullable(taken.get(address.getAddress().isAnyLocalAddress() ? "*" : address.getHostString()));
    }

    @Override
    public List<Holder> holders(InetSocketAddress address) {
        return List.copyOf(holders);
    }

    @Override
    public Optional<User> user(String name) {
        return name.equals("nobody") ? Optional.of(new User("nobody", 65_534, 65_534)) : Optional.empty();
    }

    @Override
    public Optional<String> unusable(Engine engine) {
        return unusable.contains(engine) ? Optional.of("openat2 does not work here") : Optional.empty();
    }

    @Override
    public long ownPid() {
        return 1000;
    }

    @Override
    public long mostHeap() {
        return heap;
    }
}
