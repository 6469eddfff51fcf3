package io.ordertable.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditional requests (RFC 9110, section 13) on a user in version 3. */
class UserConditionsIT extends IntegrationTest {

    private static final String RENAME = "{\"name\": \"Countess\"}";

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "*", "\"x\", \"3\""})
    void aMatchingConditionLetsTheChangePass(String ifMatch) {
        String path = userInVersion3();

        ApiResponse changed = api().patch(path, RENAME, "If-Match", ifMatch);

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"4\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "W/\"3\"", "\"1\", \"2\""})
    void aConditionThatDoesNotMatchIsAnsweredWithTheCurrentVersion(String ifMatch) {
        String path = userInVersion3();
        ApiResponse before = api().get(path);

        ApiResponse change = api().patch(path, RENAME, "If-Match", ifMatch);
        ApiResponse deletion = api().delete(path, "If-Match", ifMatch);

        assertThat(change.status()).isEqualTo(412).isEqualTo(deletion.status());
        assertThat(change.problem()).isEqualTo("PRECONDITION_FAILED").isEqualTo(deletion.problem());
        assertThat(change.header("ETag")).isEqualTo("\"3\"").isEqualTo(deletion.header("ETag"));
        assertThat(api().get(path).json()).isEqualTo(before.json());
    }

    @Test
    void aChangeWithoutAConditionIsRefused() {
        String path = userInVersion3();

        ApiResponse change = api().patch(path, RENAME);
        ApiResponse deletion = api().delete(path);

        assertThat(change.status()).isEqualTo(428).isEqualTo(deletion.status());
        assertThat(change.problem()).isEqualTo("PRECONDITION_REQUIRED").isEqualTo(deletion.problem());
        assertThat(api().get(path).header("ETag")).isEqualTo("\"3\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "", "*, \"3\""})
    void aMalformedConditionIsRefused(String ifMatch) {
        String path = userInVersion3();

        ApiResponse change = api().patch(path, RENAME, "If-Match", ifMatch);
        ApiResponse deletion = api().delete(path, "If-Match", ifMatch);

        assertThat(change.status()).isEqualTo(400).isEqualTo(deletion.status());
        assertThat(change.problem()).isEqualTo("INVALID_PARAMETER").isEqualTo(deletion.problem());
        assertThat(change.text("/parameter")).isEqualTo("If-Match");
        assertThat(api().get(path).header("ETag")).isEqualTo("\"3\"");
    }

    @Test
    void aConditionMayStretchOverSeveralFields() {
        ApiResponse changed = api().patch(userInVersion3(), RENAME, "If-Match", "\"7\"", "If-Match", "\"3\"");

        assertThat(changed.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "W/\"3\"", "\"1\", \"3\"", "\"x\",W/\"3\"", "*"})
    void aReaderThatHasTheCurrentVersionGetsNoBody(String ifNoneMatch) {
        ApiResponse read = api().get(userInVersion3(), "If-None-Match", ifNoneMatch);

        assertThat(read.status()).isEqualTo(304);
        assertThat(read.text()).isEmpty();
        assertThat(read.header("ETag")).isEqualTo("\"3\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "\"1\", \"2\"", "\"33\"", "\"x\""})
    void aReaderThatHasAnotherVersionGetsTheUser(String ifNoneMatch) {
        ApiResponse read = api().get(userInVersion3(), "If-None-Match", ifNoneMatch);

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("ETag")).isEqualTo("\"3\"");
        assertThat(read.json().path("version").intValue()).isEqualTo(3);
    }

    @Test
    void aDeletionNeedsTheCurrentVersionOrAny() {
        assertThat(api().delete(userInVersion3(), "If-Match", "\"3\"").status()).isEqualTo(202);
        assertThat(api().delete(userInVersion3(), "If-Match", "*").status()).isEqualTo(202);
        assertThat(api().delete(userInVersion3(), "If-Match", "\"1\", \"3\"").status())
                .isEqualTo(202);
    }

    private String userInVersion3() {
        String path = Users.path(Users.create(api()));
        api().patch(path, "{\"name\": \"Second\"}", "If-Match", "\"1\"");
        api().patch(path, "{\"name\": \"Third\"}", "If-Match", "\"2\"");
        return path;
    }
}
