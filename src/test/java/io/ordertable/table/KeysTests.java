package io.ordertable.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KeysTests {

    private static final UUID ID = UUID.fromString("019a4d2e-7b1c-7f3a-8b4d-9e0f1a2b3c4d");

    @Example
    void keysAreWrittenAsTheTableHasThem() {
        assertThat(Keys.user(ID)).isEqualTo("USER#019a4d2e-7b1c-7f3a-8b4d-9e0f1a2b3c4d");
        assertThat(Keys.order(ID)).isEqualTo("ORDER#019a4d2e-7b1c-7f3a-8b4d-9e0f1a2b3c4d");
        assertThat(Keys.email("ada@example.org"))
                .isEqualTo("EMAIL#cfe00dde46ef942601ffafb9e2825e802858b460e586b8305b344c1eb826357d");
        assertThat(Keys.idempotency(ID, "key 1")).isEqualTo(Keys.primary(Keys.user(ID), "IDEMPOTENCY#key 1"));
        assertThat(Keys.status("paid", 3)).isEqualTo("STATUS#paid#3");
        assertThat(Keys.PROFILE).isEqualTo("PROFILE");
        assertThat(Keys.GUARD).isEqualTo("GUARD");
    }

    @Property
    void anIdIsReadBackFromItsKey(@ForAll("any") UUID id) {
        assertThat(Keys.userId(Keys.user(id))).isEqualTo(id);
        assertThat(Keys.orderId(Keys.order(id))).isEqualTo(id);
    }

    @Provide
    static Arbitrary<UUID> any() {
        return ArbitraryIds.any();
    }
}
