package dev.trivet.content;

import dev.trivet.explain.Situation;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads of names that fit a template, answered by a function. Any thread; what the function may do, see there.
public final class GeneratedContent implements Provider {
    private final Template template;
    private final ContentFunction function;
    private final Consumer<? super Exception> faults;

    private GeneratedContent(Template template, ContentFunction function, Consumer<? super Exception> faults) {
        this.template = template;
        this.function = function;
        this.faults = faults;
    }

    /// A link of the chain that answers these names.
    ///
    /// @param template see [NamePattern#template]
    /// @param function asked once for each transfer
    /// @param faults hears what the function throws that is no [ContentException]
    /// @return the link
    public static GeneratedContent of(
            NamePattern template, ContentFunction function, Consumer<? super Exception> faults) {
        return new GeneratedContent(new Template(template), function, faults);
    }

    @Override
    public Optional<Resolution> read(ContentRequest request) {
        return template.fit(request.name()).flatMap(fit -> answer(request, fit));
    }

    /// Nothing can be uploaded here.
    @Override
    public Optional<Resolution> write(ContentRequest request) {
        return Optional.empty();
    }

    private Optional<Resolution> answer(ContentRequest request, Template.Fit fit) {
        try {
            return resolved(request, fit);
        } catch (ContentException e) {
            return Optional.of(new Resolution.Refused(e.refusal()));
        }
    }

    private Optional<Resolution> resolved(ContentRequest request, Template.Fit fit) throws ContentException {
        var asked = new RouteRequest(request.peer(), request.name(), request.mode(), fit.variables());
        return switch (answer(asked)) {
            case Content.Octets(var octets) -> {
                var source = BytesSource.of(octets, request.mode());
                yield Optional.of(new Resolution.Found(source, fit.name(), fit.steps()));
            }
            case Content.Local(var file) -> {
                var source = LocalFile.source(file, request.mode());
                yield Optional.of(new Resolution.Found(source, fit.name(), fit.steps()));
            }
            case Content.NotHere _ -> Optional.empty();
            case Content.Refused(var refusal) -> Optional.of(new Resolution.Refused(refusal));
        };
    }

    private Content answer(RouteRequest asked) throws ContentException {
        try {
            return Objects.requireNonNull(function.answer(asked), "the function answered null, not Content.notHere()");
        } catch (ContentException e) {
            throw e;
        } catch (Exception fault) {
            faults.accept(fault);
            throw Refusals.of(Situation.FUNCTION_FAULT, Refusals.quoted(asked.name()), fault);
        }
    }
}
