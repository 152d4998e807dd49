package dev.trivet.server;

import dev.trivet.content.WritePolicy;
import dev.trivet.server.TransferEvent.Ended;
import dev.trivet.sim.SimulatedFile;
import dev.trivet.transfer.Outcome;
import java.util.List;
import java.util.Optional;

/// Whether a world kept its promises: what is stored is the old content or what was offered, never anything else; if
/// either side reports confirmed completion, it is what was offered; and a fetched file is the file.
///
/// @param stored what the file is in the end
/// @param formers what was kept of it
record Judgement(
        WorldPlan plan,
        Contents contents,
        Optional<SimulatedFile> stored,
        List<SimulatedFile> formers,
        List<Taking> takings,
        List<TransferEvent> events) {

    /// What was falsified; empty: nothing.
    String falsified() {
        for (var taking : takings) {
            var wrong = taking.offered().isPresent() ? wrongWrite(taking) : wrongRead(taking);
            if (!wrong.isEmpty()) return wrong;
        }
        if (!contents.contain(stored)) return "what is stored is neither old nor offered";
        if (!keepsFormer()) return "the former content was not kept";
        return completed() || !plan.isCalm() ? "" : "nothing was in the way, and nothing completed";
    }

    boolean completed() {
        return takings.stream().anyMatch(this::reportsCompletion);
    }

    private String wrongRead(Taking taking) {
        return isTakenIn(taking) ? "" : taking.wrongRead(reportsCompletion(taking));
    }

    private String wrongWrite(Taking taking) {
        boolean stands = stored.filter(file -> mayHaveMade(taking, file)).isPresent();
        return reportsCompletion(taking) && !stands ? "a completed write is not what is stored" : "";
    }

    /// With two writers the later commit stands, except that only one can create.
    private boolean mayHaveMade(Taking taking, SimulatedFile file) {
        boolean replaced = plan.server().policy() != WritePolicy.CREATE;
        return taking.offers(file) || (replaced && takings.stream().anyMatch(other -> other.offers(file)));
    }

    /// A client that returns to its port may take a block that was meant for its former self for the answer to its
    /// request, and then thinks that no options were granted. That is what TIDs at random are for (RFC 1350 §4).
    private boolean isTakenIn(Taking taking) {
        if (plan.client().returns().isEmpty() || taking.terms().isEmpty()) return false;
        var granted = plan.terms();
        var believed = taking.terms().get();
        return !believed.blockSize().equals(granted.blockSize())
                || !believed.windowSize().equals(granted.windowSize())
                || believed.rollover() != granted.rollover();
    }

    /// Either side says so. Of two transfers from one port it cannot be told which the server means.
    private boolean reportsCompletion(Taking taking) {
        if (taking.completed()) return true;
        return plan.client().returns().isEmpty() && events.stream().anyMatch(e -> isCompletion(e, taking));
    }

    private static boolean isCompletion(TransferEvent event, Taking taking) {
        return event instanceof Ended ended
                && ended.outcome() instanceof Outcome.Completed
                && taking.isAt(ended.asked().peer().address());
    }

    /// Under [WritePolicy#VERSION].
    private boolean keepsFormer() {
        var former = contents.former();
        if (plan.server().policy() != WritePolicy.VERSION || former.isEmpty()) return true;
        return stored.filter(file -> Contents.same(file, former.get())).isPresent()
                || formers.stream().anyMatch(file -> Contents.same(file, former.get()));
    }
}
