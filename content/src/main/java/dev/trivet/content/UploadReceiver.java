package dev.trivet.content;

import dev.trivet.explain.Situation;
import java.util.Optional;
import java.util.function.Consumer;

/// Uploads of names that fit a template, gathered in memory and given to a function. Any thread; what the function
/// may do, see there.
public final class UploadReceiver implements Provider {
    /// The largest upload taken into memory unless another limit is given, in octets: 16 MiB, ten times the
    /// longest configuration of a router.
    public static final long DEFAULT_MAX_OCTETS = 16L << 20;

    /// What all uploads of one receiver may hold at once, in octets: 256 MiB, so that many senders cannot take the
    /// memory of the program. A larger limit for one upload raises it.
    public static final long TOGETHER_OCTETS = 256L << 20;

    private final Template template;
    private final UploadFunction function;
    private final MemoryBudget budget;
    private final Consumer<? super Exception> faults;

    private UploadReceiver(
            Template template, UploadFunction function, MemoryBudget budget, Consumer<? super Exception> faults) {
        this.template = template;
        this.function = function;
        this.budget = budget;
        this.faults = faults;
    }

    /// A link of the chain that takes these names.
    ///
    /// @param template see [NamePattern#template]
    /// @param maxOctets of one upload after netascii is decoded, 1 or more; see [#DEFAULT_MAX_OCTETS]
    /// @param function called once for each upload that is whole
    /// @param faults hears what the function throws that is no [ContentException]
    /// @return the link
    /// @throws IllegalArgumentException where the limit is not positive
    public static UploadReceiver of(
            NamePattern template, long maxOctets, UploadFunction function, Consumer<? super Exception> faults) {
        return new UploadReceiver(
                new Template(template), function, new MemoryBudget(maxOctets, TOGETHER_OCTETS), faults);
    }

    /// Nothing can be read here.
    @Override
    public Optional<Resolution> read(ContentRequest request) {
        return Optional.empty();
    }

    @Override
    public Optional<Resolution> write(ContentRequest request) {
        return template.fit(request.name()).map(fit -> accept(request, fit));
    }

    private Resolution accept(ContentRequest request, Template.Fit fit) {
        try {
            var share = budget.begin(fit.name(), request.size());
            var sink = new BytesSink(fit.name(), request.mode(), share, octets -> take(request, fit, octets));
            return new Resolution.Accepted(sink, fit.name(), fit.steps());
        } catch (ContentException e) {
            return new Resolution.Refused(e.refusal());
        }
    }

    private void take(ContentRequest request, Template.Fit fit, byte[] octets) throws ContentException {
        var asked = new RouteRequest(request.peer(), request.name(), request.mode(), fit.variables());
        try {
            function.take(new ReceivedUpload(asked, octets));
        } catch (ContentException e) {
            throw e;
        } catch (Exception fault) {
            faults.accept(fault);
            throw Refusals.of(Situation.FUNCTION_FAULT, Refusals.quoted(request.name()), fault);
        }
    }
}
