package io.ordertable.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.ordertable.error.ServiceException;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where and why a body is wrong, in words that name no Java type. */
class InvalidBodyTests {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addModule(new Jdk8Module())
            .build();

    static {
        WebConfiguration.rejectNonStrings(JSON);
    }

    @Test
    void aRuleThatIsBrokenIsReportedAtItsMember() {
        Body body = new Body("", Arrays.asList(new Part(0, null), null), Optional.of(""), null);

        assertThat(errors(violationsOf(body)))
                .containsExactly(
                        new FieldProblem("/known_parts/0/part_id", "must not be null"),
                        new FieldProblem("/known_parts/0/piece_count", "must be greater than or equal to 1"),
                        new FieldProblem("/known_parts/1", "must not be null"),
                        new FieldProblem("/nick_name", "size must be between 1 and 5"),
                        new FieldProblem("/title", "must not be empty"));
    }

    @Test
    void theDetailTellsTheFirstAndHowManyMoreThereAre() {
        assertThat(violationsOf(new Body("", List.of(), null, null)).detail()).isEqualTo("/title must not be empty.");
        assertThat(violationsOf(new Body("", null, null, null)).detail())
                .isEqualTo("/known_parts must not be null (and 1 more).");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"fabric": 1}                                   | /fabric                    | is not a known member; known are colour_of_all, known_parts, nick_name, title
                    {"knownParts": 1}                               | /knownParts                | is not a known member; known are colour_of_all, known_parts, nick_name, title
                    {"known_parts": [{"partId": 1}]}                | /known_parts/0/partId      | is not a known member; known are part_id, piece_count
                    {"known_parts": [{"count": 1}]}                 | /known_parts/0/count       | is not a known member; known are part_id, piece_count
                    {"a/b~c": 1}                                    | /a~1b~0c                   | is not a known member; known are colour_of_all, known_parts, nick_name, title
                    {"": 1}                                         | /                          | is not a known member; known are colour_of_all, known_parts, nick_name, title
                    {"title": 9.99}                                 | /title                     | must be a string such as "9.99"
                    {"title": 5}                                    | /title                     | must be a string such as "5"
                    {"nick_name": true}                             | /nick_name                 | must be a string such as "true"
                    {"title": {}}                                   | /title                     | must be a string
                    {"colour_of_all": "Red"}                        | /colour_of_all             | must be one of red, green
                    {"colour_of_all": 1}                            | /colour_of_all             | must be one of red, green
                    {"colour_of_all": []}                           | /colour_of_all             | must be one of red, green
                    {"known_parts": [{}, {"part_id": "x"}]}         | /known_parts/1/part_id     | must be a UUID
                    {"known_parts": [{"piece_count": 1e9}]}         | /known_parts/0/piece_count | must be a whole number
                    {"known_parts": [{"piece_count": "1"}]}         | /known_parts/0/piece_count | must be a whole number
                    {"known_parts": [{"piece_count": 99999999999}]} | /known_parts/0/piece_count | has a value of the wrong type or out of range
                    {"known_parts": {}}                             | /known_parts               | must be an array
                    {"known_parts": [1]}                            | /known_parts/0             | must be an object
                    []                                              | ``                         | must be an object
                    "text"                                          | ``                         | must be an object
                    """)
    void aValueThatDoesNotFitIsReportedAtItsMember(String body, String pointer, String detail) {
        ServiceException problem = read(body);

        assertThat(problem.code()).isEqualTo(HttpError.VALIDATION_FAILED);
        assertThat(errors(problem)).containsExactly(new FieldProblem(pointer, detail));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    `{`                                          | 1 | 2
                    `{"title": "a}`                              | 1 | 14
                    `{'title': 'a'}`                             | 1 | 2
                    `{"title": NaN}`                             | 1 | 14
                    `{"title": 01}`                              | 1 | 12
                    `{"title":}`                                 | 1 | 10
                    `{"title": "a",\n "title": "b"}`              | 2 | 9
                    `<order/>`                                   | 1 | 1
                    `{\n  "known_parts": [{"piece_count": 1]}`    | 2 | 36
                    `{}\n\n{}`                                    | 3 | 1
                    """)
    void whatIsNoJsonIsReportedWithItsLineAndColumn(String body, int line, int column) {
        ServiceException problem = read(body.replace("\\n", "\n"));

        assertThat(problem.code()).isEqualTo(HttpError.MALFORMED_JSON);
        assertThat(problem.members()).isEmpty();
        assertThat(problem.detail())
                .isEqualTo("The body is not readable as JSON in UTF-8 (RFC 8259): line %d, column %d."
                        .formatted(line, column));
    }

    private static ServiceException violationsOf(Body body) {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            return InvalidBody.from(factory.getValidator().validate(body));
        }
    }

    private static ServiceException read(String body) {
        try {
            JSON.readValue(body, Body.class);
        } catch (JsonProcessingException e) {
            return InvalidBody.from(e);
        }
        throw new AssertionError("readable: " + body);
    }

    private static List<FieldProblem> errors(ServiceException problem) {
        List<?> errors = (List<?>) problem.members().get("errors");
        return errors.stream().map(FieldProblem.class::cast).toList();
    }

    record Body(
            @NotEmpty String title,
            @NotNull List<@NotNull @Valid Part> knownParts,
            @Nullable Optional<@NotNull @Size(min = 1, max = 5) String> nickName,
            @Nullable Colour colourOfAll) {}

    enum Colour {
        RED,
        GREEN;

        @JsonCreator
        static Colour named(String name) {
            return Arrays.stream(values())
                    .filter(colour -> colour.name().toLowerCase(Locale.ROOT).equals(name))
                    .findAny()
                    .orElseThrow(() -> new IllegalArgumentException("no colour " + name));
        }
    }

    record Part(@Min(1) int pieceCount, @NotNull UUID partId) {}
}
