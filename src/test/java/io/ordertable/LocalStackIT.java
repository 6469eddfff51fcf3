package io.ordertable;

import io.ordertable.user.UserApiIT;
import org.junit.jupiter.api.Nested;

/** The integration tests once more, against LocalStack. */
class LocalStackIT {

    @Nested
    @LocalStack
    class Users extends UserApiIT {}
}
