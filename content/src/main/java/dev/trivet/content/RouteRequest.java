package dev.trivet.content;

import dev.trivet.wire.Mode;
import java.util.Map;

/// A request whose name fitted a template.
///
/// @param peer who asks
/// @param name as it stood in the request
/// @param mode octet, or netascii, in which content is translated on its way
/// @param variables what stood where the template has variables
public record RouteRequest(Peer peer, String name, Mode mode, Map<String, String> variables) {

    /// Copies the variables.
    public RouteRequest {
        variables = Map.copyOf(variables);
    }

    /// What stood in the place of a variable.
    ///
    /// @param variable as the template calls it: `mac` for `{mac}`
    /// @return at least one character; never a slash unless it was `{mac*}`
    /// @throws IllegalArgumentException where the template has no such variable
    public String variable(String variable) {
        return Template.value(variables, variable);
    }
}
