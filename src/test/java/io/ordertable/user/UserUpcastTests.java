package io.ordertable.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.RecordedItem;
import io.ordertable.table.TableItem;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the upcasts of users do to items that were recorded of each form. */
class UserUpcastTests {

    static Stream<RecordedItem> recorded() {
        return RecordedItem.all().filter(item -> item.isA(UserItem.TYPE));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void aUserReadsTheSameBeforeAndAfterItIsBroughtToTheNewestForm(RecordedItem user) {
        User read = UserItem.SCHEMA.mapToItem(user.attributes()).toUser();

        assertThat(UserItem.SCHEMA.mapToItem(newest(user)).toUser()).isEqualTo(read);
        assertThat(read.version()).isEqualTo(user.response().path("version").asLong());
        assertThat(read.name()).isEqualTo(user.response().path("name").asText());
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void aUserOfTheNewestFormNeedsNoChange(RecordedItem user) {
        assertThat(UserItem.changesToNewest(newest(user))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void nothingIsMissingAfterwardsThatAllNewUsersHave(RecordedItem user) {
        assertThat(newest(user))
                .containsKeys(RecordedItem.attributesOfAll(RecordedItem.ofForm(TableItem.NEWEST).stream()
                                .filter(recorded -> recorded.isA(UserItem.TYPE)))
                        .toArray(String[]::new));
    }

    private static Map<String, AttributeValue> newest(RecordedItem user) {
        Map<String, AttributeValue> newest = new HashMap<>(user.attributes());
        newest.putAll(UserItem.changesToNewest(newest));
        return newest;
    }
}
