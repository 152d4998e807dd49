package dev.trivet.app.doctor.firewall;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// A JSON value as a tree: maps, lists, texts, numbers. Nothing is null: what is, is left out of a list, and an empty
/// map
/// as a member.
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /// @throws tools.jackson.core.JacksonException where it is none
    static Object parse(String text) {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return value(parser, parser.nextToken());
        }
    }

    private static Object value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> Map.of();
            default -> parser.getString();
        };
    }

    private static Map<String, Object> object(JsonParser parser) {
        var members = new LinkedHashMap<String, Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            members.put(name, value(parser, parser.nextToken()));
        }
        return members;
    }

    private static List<Object> array(JsonParser parser) {
        var elements = new ArrayList<>();
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken())
            elements.add(value(parser, token));
        return elements;
    }

    /// A member of an object; empty where it is none, or has none of that name.
    static Optional<Object> member(Object value, String name) {
        return value instanceof Map<?, ?> object ? Optional.ofNullable(object.get(name)) : Optional.empty();
    }

    /// A member as text; empty where there is none.
    static String text(Object value, String name) {
        return member(value, name).map(Object::toString).orElse("");
    }

    static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of(value);
    }
}
