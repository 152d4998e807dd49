package dev.trivet.server;

import dev.trivet.content.Peer;
import dev.trivet.negotiation.BlockSize;
import dev.trivet.negotiation.WindowSize;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// What holds for some clients: ceilings, quirks, limits. Of several rules the first that fits holds; what it
/// leaves open is as the server says, what it says holds in place of that. Immutable: each setting gives another
/// rule.
///
/// ```java
/// ClientRule.of(ClientMatch.parse("10.1.0.0/16")).maxBlksize(512).refuseOptions("windowsize")
/// ```
///
/// @param matches any of which may fit; none: every client
/// @param maxBlksize the largest block granted, in octets, 8 to 65464 (RFC 2348)
/// @param maxWindowsize the largest window granted, in blocks, 1 to 32767 (RFC 7440)
/// @param refuseOptions options that are left out of the answer as if unknown (RFC 2347), in lower case; besides
///     those
///     of the server
/// @param rollover the number that follows block 65535 where the client does not ask for one: 0 or 1; default 0. An
///     upload in lock-step shows by itself which it is
/// @param firstBlock the number of the first DATA of an upload: 0 or 1; default 1 (RFC 1350 §2). With 0 no window is
///     granted
/// @param acceptUnterminated whether a request may lack its last NUL; default false
/// @param requestsPerAddress requests a second of each such address, 1 or more
/// @param transfersPerAddress transfers at once of each such address, 1 or more
/// @param maxUpload octets of one upload, 1 or more
public record ClientRule(
        List<ClientMatch> matches,
        OptionalInt maxBlksize,
        OptionalInt maxWindowsize,
        Set<String> refuseOptions,
        OptionalInt rollover,
        OptionalInt firstBlock,
        boolean acceptUnterminated,
        OptionalInt requestsPerAddress,
        OptionalInt transfersPerAddress,
        OptionalLong maxUpload) {

    static final ClientRule NOTHING = of();

    /// Checks ranges and copies lists.
    ///
    /// @throws IllegalArgumentException where a value is out of range
    public ClientRule {
        matches = List.copyOf(matches);
        refuseOptions = Settings.lowerCase(refuseOptions);
        maxBlksize.ifPresent(BlockSize::new);
        maxWindowsize.ifPresent(WindowSize::new);
        rollover.ifPresent(number -> zeroOrOne("rollover", number));
        firstBlock.ifPresent(number -> zeroOrOne("first-block", number));
        requestsPerAddress.ifPresent(most -> Settings.positive("requests-per-address", most));
        transfersPerAddress.ifPresent(most -> Settings.positive("transfers-per-address", most));
        maxUpload.ifPresent(most -> Settings.positive("max-upload", most));
    }

    private ClientRule(Draft draft) {
        this(
                draft.matches,
                draft.maxBlksize,
                draft.maxWindowsize,
                draft.refuseOptions,
                draft.rollover,
                draft.firstBlock,
                draft.acceptUnterminated,
                draft.requestsPerAddress,
                draft.transfersPerAddress,
                draft.maxUpload);
    }

    /// A rule for these clients that says nothing yet.
    ///
    /// @param matches any of which may fit; none: every client
    /// @return a rule that can be changed by the methods below
    public static ClientRule of(ClientMatch... matches) {
        return new ClientRule(new Draft(List.of(matches)));
    }

    /// The largest block granted.
    ///
    /// @param octets 8 to 65464
    /// @return this rule with that ceiling
    public ClientRule maxBlksize(int octets) {
        return with(draft -> draft.maxBlksize = OptionalInt.of(octets));
    }

    /// The largest window granted.
    ///
    /// @param blocks 1 to 32767
    /// @return this rule with that ceiling
    public ClientRule maxWindowsize(int blocks) {
        return with(draft -> draft.maxWindowsize = OptionalInt.of(blocks));
    }

    /// Options that are left out of the answer as if they were unknown: for clients that ask and then choke.
    ///
    /// @param names such as `windowsize`, upper or lower case, in place of those named before
    /// @return this rule with those options
    public ClientRule refuseOptions(String... names) {
        return with(draft -> draft.refuseOptions = Set.of(names));
    }

    /// What follows block 65535 where the client does not ask for it: of files it fetches, and of uploads with a
    /// window.
    ///
    /// @param number 0, or 1 for stacks to which 0 is the request's alone
    /// @return this rule with that rollover
    public ClientRule rollover(int number) {
        return with(draft -> draft.rollover = OptionalInt.of(number));
    }

    /// Which number an upload begins with. One that begins otherwise does not get on, so that no file lacks its
    /// beginning.
    ///
    /// @param number 1, or 0 for some embedded clients
    /// @return this rule with that first block
    public ClientRule firstBlock(int number) {
        return with(draft -> draft.firstBlock = OptionalInt.of(number));
    }

    /// Whether a request may lack its last NUL. What has been cut off cannot be told from what is missing, so this is
    /// for clients that are known for it.
    ///
    /// @param accept default false: such a request gets ERROR 4
    /// @return this rule, saying so
    public ClientRule acceptUnterminated(boolean accept) {
        return with(draft -> draft.acceptUnterminated = accept);
    }

    /// Requests a second of each such address.
    ///
    /// @param most 1 or more
    /// @return this rule with that limit
    public ClientRule requestsPerAddress(int most) {
        return with(draft -> draft.requestsPerAddress = OptionalInt.of(most));
    }

    /// Transfers at once of each such address.
    ///
    /// @param most 1 or more
    /// @return this rule with that limit
    public ClientRule transfersPerAddress(int most) {
        return with(draft -> draft.transfersPerAddress = OptionalInt.of(most));
    }

    /// The largest upload of such a client.
    ///
    /// @param octets 1 or more
    /// @return this rule with that limit
    public ClientRule maxUpload(long octets) {
        return with(draft -> draft.maxUpload = OptionalLong.of(octets));
    }

    /// Whether it is about that client.
    boolean fits(Peer peer, String name) {
        return matches.isEmpty() || matches.stream().anyMatch(match -> match.fits(peer, name));
    }

    /// As messages show it.
    @Override
    public String toString() {
        if (matches.isEmpty()) return "the rule for every client";
        return "the rule for client " + matches.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static void zeroOrOne(String word, int number) {
        if (number != 0 && number != 1) throw new IllegalArgumentException(word + " must be 0 or 1: " + number);
    }

    private ClientRule with(Consumer<Draft> change) {
        var draft = new Draft(matches);
        draft.maxBlksize = maxBlksize;
        draft.maxWindowsize = maxWindowsize;
        draft.refuseOptions = refuseOptions;
        draft.rollover = rollover;
        draft.firstBlock = firstBlock;
        draft.acceptUnterminated = acceptUnterminated;
        draft.requestsPerAddress = requestsPerAddress;
        draft.transfersPerAddress = transfersPerAddress;
        draft.maxUpload = maxUpload;
        change.accept(draft);
        return new ClientRule(draft);
    }

    /// A rule while it is changed.
    private static final class Draft {
        private final List<ClientMatch> matches;
        private OptionalInt maxBlksize = OptionalInt.empty();
        private OptionalInt maxWindowsize = OptionalInt.empty();
        private Set<String> refuseOptions = Set.of();
        private OptionalInt rollover = OptionalInt.empty();
        private OptionalInt firstBlock = OptionalInt.empty();
        private boolean acceptUnterminated;
        private OptionalInt requestsPerAddress = OptionalInt.empty();
        private OptionalInt transfersPerAddress = OptionalInt.empty();
        private OptionalLong maxUpload = OptionalLong.empty();

        Draft(List<ClientMatch> matches) {
            this.matches = matches;
        }
    }
}
