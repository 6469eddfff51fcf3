package io.ordertable.user;

import static io.ordertable.StoredItems.n;
import static io.ordertable.StoredItems.s;
import static io.ordertable.user.UserBuilder.aUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordertable.IntegrationTest;
import io.ordertable.StoredItems;
import io.ordertable.table.TableProperties;
import io.ordertable.table.Uuid7;
import io.ordertable.web.PreconditionFailed;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

public class UserRepositoryIT extends IntegrationTest {

    private static final Instant CREATED = Instant.parse("2026-11-05T10:15:30Z");
    private static final Instant CHANGED = Instant.parse("2026-11-06T11:16:31.230Z");

    @Autowired
    private UserRepository repository;

    @Autowired
    private TableProperties table;

    private StoredItems stored;

    @BeforeEach
    void lookAtTheTable() {
        stored = new StoredItems(dynamoDb, table.name());
    }

    @Test
    void aUserIsStoredAsAProfileAndAGuard() {
        String address = UUID.randomUUID() + "@Example.ORG";
        User user = aUser().withEmail(address).createdAt(CREATED).build();

        repository.create(user, null);

        assertThat(stored.partition("USER#" + user.userId()))
                .containsExactly(profile(user, "Ada Lovelace", address, "2026-11-05T10:15:30.000Z", "1"));
        assertThat(stored.partition(Users.guardKey(address.toLowerCase(Locale.ROOT))))
                .containsExactly(guard(user, address.toLowerCase(Locale.ROOT)));
    }

    @Test
    void aRepeatedCallStoresTheUserOnce() {
        User user = aUser().build();

        repository.create(user, null);
        repository.create(user, null);

        assertThat(stored.partition("USER#" + user.userId())).hasSize(1);
        assertThat(repository.findById(user.userId(), true)).contains(user);
    }

    @Test
    void anAddressThatAnotherUserHasIsTakenInWhateverCase() {
        User first = stored(aUser().withEmail(UUID.randomUUID() + "@example.org"));
        User second = aUser().withEmail(first.email().value().toUpperCase(Locale.ROOT))
                .build();

        assertThatExceptionOfType(EmailTaken.class).isThrownBy(() -> repository.create(second, null));

        assertThat(stored.partition("USER#" + second.userId())).isEmpty();
        assertThat(repository.findIdByEmail(second.email())).contains(first.userId());
    }

    @Test
    void aUserIsReadBackAsItWasStored() {
        User user = stored(aUser().named("Ævar Þór 🦊").createdAt(CREATED));

        assertThat(repository.findById(user.userId(), true)).contains(user);
        assertThat(repository.findById(user.userId(), false)).contains(user);
        assertThat(repository.findById(UUID.randomUUID(), true)).isEmpty();
    }

    @Test
    void aUserIsFoundByItsAddressInAnyCase() {
        User user = stored(aUser());

        assertThat(repository.findIdByEmail(
                        new EmailAddress(user.email().value().toUpperCase(Locale.ROOT))))
                .contains(user.userId());
        assertThat(repository.findIdByEmail(new EmailAddress("nobody@example.org")))
                .isEmpty();
    }

    @Test
    void anyNumberOfUsersIsLookedUp() {
        User one = stored(aUser());
        User other = stored(aUser());

        assertThat(repository.existing(Stream.concat(Stream.of(one.userId(), other.userId()), ids(120).stream())
                        .collect(Collectors.toSet())))
                .containsExactlyInAnyOrder(one.userId(), other.userId());
    }

    @Test
    void aChangedNameReplacesTheProfileAndLeavesTheGuard() {
        User user = stored(aUser().createdAt(CREATED));

        repository.replace(user.change("Ada King", user.email(), CHANGED));

        assertThat(stored.partition("USER#" + user.userId()))
                .containsExactly(profile(user, "Ada King", user.email().value(), "2026-11-06T11:16:31.230Z", "2"));
        assertThat(guardOf(user.email())).isEqualTo(guard(user, user.email().value()));
    }

    @Test
    void aChangeOfAnotherVersionIsRefused() {
        User user = stored(aUser());
        repository.replace(user.change("First", user.email(), CHANGED));

        assertThatExceptionOfType(PreconditionFailed.class)
                .isThrownBy(() -> repository.replace(user.change("Second", user.email(), CHANGED)))
                .withMessageContaining("\"2\"");

        assertThat(repository.findById(user.userId(), true)).map(User::name).contains("First");
    }

    @Test
    void aChangeOfAUserThatDoesNotExistIsRefused() {
        User user = aUser().build();

        assertThatExceptionOfType(UserNotFound.class)
                .isThrownBy(() -> repository.replace(user.change("Ada King", user.email(), CHANGED)));

        assertThat(stored.partition("USER#" + user.userId())).isEmpty();
    }

    @Test
    void aChangedAddressMovesTheGuard() {
        User user = stored(aUser().createdAt(CREATED));
        EmailAddress address = newAddress();

        repository.replace(user, user.change(user.name(), address, CHANGED), UUID.randomUUID());

        assertThat(stored.partition("USER#" + user.userId()))
                .containsExactly(profile(user, "Ada Lovelace", address.value(), "2026-11-06T11:16:31.230Z", "2"));
        assertThat(guardOf(address)).isEqualTo(guard(user, address.value()));
        assertThat(guardOf(user.email())).isEmpty();
    }

    @Test
    void aRepeatedChangeOfAddressIsOneChange() {
        User user = stored(aUser());
        User moved = user.change(user.name(), newAddress(), CHANGED);
        UUID token = UUID.randomUUID();

        repository.replace(user, moved, token);
        repository.replace(user, moved, token);

        assertThat(repository.findById(user.userId(), true)).contains(moved);
    }

    @Test
    void anAddressThatAnotherUserHasCannotBeTakenOver() {
        User user = stored(aUser());
        User other = stored(aUser());

        assertThatExceptionOfType(EmailTaken.class)
                .isThrownBy(() ->
                        repository.replace(user, user.change(user.name(), other.email(), CHANGED), UUID.randomUUID()));

        assertThat(repository.findById(user.userId(), true)).contains(user);
        assertThat(repository.findIdByEmail(user.email())).contains(user.userId());
        assertThat(repository.findIdByEmail(other.email())).contains(other.userId());
    }

    @Test
    void aChangeOfAddressOfAnotherVersionIsRefused() {
        User user = stored(aUser());
        EmailAddress address = newAddress();
        repository.replace(user.change("First", user.email(), CHANGED));

        assertThatExceptionOfType(PreconditionFailed.class)
                .isThrownBy(() -> repository.replace(user, user.change("Second", address, CHANGED), UUID.randomUUID()))
                .withMessageContaining("\"2\"");

        assertThat(guardOf(address)).isEmpty();
        assertThat(guardOf(user.email())).isNotEmpty();
    }

    @Test
    void aChangeOfAddressOfAUserThatDoesNotExistIsRefused() {
        User user = aUser().build();
        EmailAddress address = newAddress();

        assertThatExceptionOfType(UserNotFound.class)
                .isThrownBy(() -> repository.replace(user, user.change("Ada", address, CHANGED), UUID.randomUUID()));

        assertThat(guardOf(address)).isEmpty();
    }

    @Test
    void aDeletedUserLeavesNothing() {
        User user = stored(aUser());

        repository.delete(user, UUID.randomUUID());

        assertThat(stored.partition("USER#" + user.userId())).isEmpty();
        assertThat(guardOf(user.email())).isEmpty();
        repository.create(aUser().withEmail(user.email().value()).build(), null);
    }

    @Test
    void aRepeatedDeletionIsOneDeletion() {
        User user = stored(aUser());
        UUID token = UUID.randomUUID();

        repository.delete(user, token);
        repository.delete(user, token);

        assertThat(repository.findById(user.userId(), true)).isEmpty();
    }

    @Test
    void anotherVersionIsNotDeleted() {
        User user = stored(aUser());
        repository.replace(user.change("First", user.email(), CHANGED));

        assertThatExceptionOfType(PreconditionFailed.class)
                .isThrownBy(() -> repository.delete(user, UUID.randomUUID()))
                .withMessageContaining("\"2\"");

        assertThat(repository.findById(user.userId(), true)).isPresent();
        assertThat(guardOf(user.email())).isNotEmpty();
    }

    @Test
    void aUserIsDeletedOnce() {
        User user = stored(aUser());
        repository.delete(user, UUID.randomUUID());

        assertThatExceptionOfType(UserNotFound.class).isThrownBy(() -> repository.delete(user, UUID.randomUUID()));
    }

    private User stored(UserBuilder builder) {
        User user = builder.build();
        repository.create(user, null);
        return user;
    }

    private Map<String, AttributeValue> guardOf(EmailAddress email) {
        return stored.get(Users.guardKey(email.normalized()), "GUARD");
    }

    private static EmailAddress newAddress() {
        return new EmailAddress(UUID.randomUUID() + "@example.org");
    }

    private static Set<UUID> ids(int count) {
        return Stream.generate(new Uuid7(Clock.systemUTC())::next).limit(count).collect(Collectors.toSet());
    }

    private static Map<String, AttributeValue> profile(
            User user, String name, String email, String updatedAt, String version) {
        return Map.of(
                "PK", s("USER#" + user.userId()),
                "SK", s("PROFILE"),
                "type", s("user"),
                "user_id", s(user.userId().toString()),
                "name", s(name),
                "email", s(email),
                "created_at", s("2026-11-05T10:15:30.000Z"),
                "updated_at", s(updatedAt),
                "version", n(version));
    }

    private static Map<String, AttributeValue> guard(User user, String normalizedEmail) {
        return Map.of(
                "PK", s(Users.guardKey(normalizedEmail)),
                "SK", s("GUARD"),
                "type", s("email_guard"),
                "user_id", s(user.userId().toString()));
    }
}
