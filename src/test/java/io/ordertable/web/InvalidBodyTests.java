package io.ordertable.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where and why a body is wrong, in words that name no Java type. */
class InvalidBodyTests {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .addModule(new Jdk8Module())
            .build();

    @Test
    void aRuleThatIsBrokenIsReportedAtItsMember() {
        Body body = new Body("", Arrays.asList(new Part(0, null), null), Optional.of(""));

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
        assertThat(violationsOf(new Body("", List.of(), null)).detail()).isEqualTo("/title must not be empty.");
        assertThat(violationsOf(new Body("", null, null)).detail())
                .isEqualTo("/known_parts must not be null (and 1 more).");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"colour": 1}                           | /colour                     | is not a known member
                    {"known_parts": [{"partId": 1}]}        | /known_parts/0/partId       | is not a known member
                    {"a/b~c": 1}                            | /a~1b~0c                    | is not a known member
                    {"": 1}                                 | /                           | is not a known member
                    {"known_parts": [{}, {"part_id": "x"}]} | /known_parts/1/part_id      | has a value of the wrong type or out of range
                    {"known_parts": [{"piece_count": 1e9}]} | /known_parts/0/piece_count  | has a value of the wrong type or out of range
                    {"known_parts": [{"piece_count": 99999999999}]} | /known_parts/0/piece_count | has a value of the wrong type or out of range
                    {"known_parts": {}}                     | /known_parts                | has a value of the wrong type or out of range
                    {"title": {}}                           | /title                      | has a value of the wrong type or out of range
                    []                                      | ``                          | has a value of the wrong type or out of range
                    "text"                                  | ``                          | has a value of the wrong type or out of range
                    """)
    void aValueThatDoesNotFitIsReportedAtItsMember(String body, String pointer, String detail) {
        ProblemException problem = read(body);

        assertThat(problem.code()).isEqualTo(ProblemCode.VALIDATION_FAILED);
        assertThat(errors(problem)).containsExactly(new FieldProblem(pointer, detail));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"title\": \"a}",
                "{'title': 'a'}",
                "{\"title\": NaN}",
                "{\"title\": 01}",
                "{\"title\":}",
                "{\"title\": \"a\", \"title\": \"b\"}",
                "<order/>",
                "{\"known_parts\": [{\"piece_count\": 1]}"
            })
    void whatIsNoJsonHasNoPointer(String body) {
        ProblemException problem = read(body);

        assertThat(problem.code()).isEqualTo(ProblemCode.MALFORMED_JSON);
        assertThat(problem.members()).isEmpty();
        assertThat(problem.detail()).doesNotContain("jackson", "java", "line:");
    }

    private static ProblemException violationsOf(Body body) {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            return InvalidBody.from(factory.getValidator().validate(body));
        }
    }

    private static ProblemException read(String body) {
        try {
            JSON.readValue(body, Body.class);
        } catch (JsonProcessingException e) {
            return InvalidBody.from(e);
        }
        throw new AssertionError("readable: " + body);
    }

    private static List<FieldProblem> errors(ProblemException problem) {
        List<?> errors = (List<?>) problem.members().get("errors");
        return errors.stream().map(FieldProblem.class::cast).toList();
    }

    record Body(
            @NotEmpty String title,
            @NotNull List<@NotNull @Valid Part> knownParts,
            @Nullable Optional<@NotNull @Size(min = 1, max = 5) String> nickName) {}

    record Part(@Min(1) int pieceCount, @NotNull UUID partId) {}
}
