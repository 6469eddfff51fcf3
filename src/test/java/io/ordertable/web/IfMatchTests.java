package io.ordertable.web;

import static io.ordertable.error.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.ordertable.error.CommonError;
import io.ordertable.table.VersionCondition;
import io.ordertable.table.VersionMismatch;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class IfMatchTests {

    private static final long MOST = 999_999_999_999_999_999L;

    @Property
    void theTagOfAVersionMatchesThatVersionOnly(
            @ForAll @LongRange(min = 1, max = MOST) long version,
            @ForAll @LongRange(min = 1, max = MOST) long current) {
        VersionCondition ifMatch = IfMatch.required(EntityTags.of(version));

        assertThat(ifMatch.only()).hasValue(version);
        assertThat(matches(ifMatch, current)).isEqualTo(version == current);
        assertThat(matches(ifMatch, version)).isTrue();
    }

    @Property
    void aListOfTagsMatchesEachOfTheirVersions(
            @ForAll @Size(min = 2, max = 10) List<@LongRange(min = 1, max = 12) Long> versions,
            @ForAll @LongRange(min = 1, max = 12) long current) {
        VersionCondition ifMatch =
                IfMatch.required(versions.stream().map(EntityTags::of).collect(Collectors.joining(" , ")));

        assertThat(matches(ifMatch, current)).isEqualTo(versions.contains(current));
        assertThat(ifMatch.only().isPresent()).isEqualTo(Set.copyOf(versions).size() == 1);
    }

    @Example
    void anAsteriskMatchesAnyVersion() {
        for (String header : List.of("*", " * ")) {
            VersionCondition any = IfMatch.required(header);
            assertThat(matches(any, 1)).isTrue();
            assertThat(matches(any, MOST)).isTrue();
            assertThat(any.only()).isEqualTo(OptionalLong.empty());
        }
    }

    @Example
    void weakAndForeignTagsMatchNothing() {
        for (String header : List.of(
                "W/\"3\"", "\"\"", "\"abc\"", "\"03\"", "\"0\"", "\"-3\"", "\"3.0\"", "\"9223372036854775808\"")) {
            VersionCondition ifMatch = IfMatch.required(header);
            assertThat(ifMatch.versions()).isEmpty();
            assertThat(ifMatch.only()).isEmpty();
            assertThat(matches(ifMatch, 3)).isFalse();
        }
    }

    @Example
    void aStrongTagAmongOthersCounts() {
        VersionCondition ifMatch = IfMatch.required("W/\"2\", \"a,b\",\"3\"");

        assertThat(ifMatch.versions()).isEqualTo(Set.of(3L));
    }

    @Example
    void withoutAHeaderOneIsDemanded() {
        assertError(HttpError.PRECONDITION_REQUIRED, () -> IfMatch.required(null));
    }

    @Example
    void whatIsNoListOfTagsIsRefused() {
        for (String header : List.of(
                "",
                " ",
                "3",
                "\"3",
                "3\"",
                "'3'",
                "\"3\";",
                "\"3\" \"4\"",
                "w/\"3\"",
                "W/ \"3\"",
                "*, \"3\"",
                "**",
                "\"a b\"",
                "\"3\"\n\"4\"",
                "\"日\"")) {
            assertError(CommonError.INVALID_PARAMETER, () -> IfMatch.required(header))
                    .satisfies(problem -> assertThat(problem.members()).containsEntry("parameter", "If-Match"));
        }
    }

    @Example
    void emptyElementsOfAListAreIgnored() {
        for (String header : List.of("\"3\",", ",\"3\"", " , ,\"3\" , ")) {
            assertThat(IfMatch.required(header).only()).hasValue(3);
        }
        assertThat(IfMatch.required("\"3\",,\"4\"").versions()).containsExactly(3L, 4L);
    }

    @Example
    void theLongestListThatFitsIntoAHeaderIsRead() {
        String header = "\"1\",".repeat(4_095) + "\"2\"";

        assertThat(IfMatch.required(header).versions()).containsExactly(1L, 2L);
    }

    @Example
    void aMismatchTellsTheCurrentVersion() {
        assertError(CommonError.PRECONDITION_FAILED, () -> IfMatch.required("\"3\"")
                        .check(4))
                .withMessageContaining("\"4\"");
        assertThatCode(() -> IfMatch.required("\"4\"").check(4)).doesNotThrowAnyException();
    }

    private static boolean matches(VersionCondition ifMatch, long version) {
        try {
            ifMatch.check(version);
            return true;
        } catch (VersionMismatch e) {
            return false;
        }
    }
}
