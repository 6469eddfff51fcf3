package io.ordertable;

import io.ordertable.metrics.CallMetricsIT;
import io.ordertable.order.BatchGetIT;
import io.ordertable.order.IdempotencyIT;
import io.ordertable.order.OrderBatchRepositoryIT;
import io.ordertable.order.OrderImportIT;
import io.ordertable.order.OrderListRepositoryIT;
import io.ordertable.order.OrderPlacementIT;
import io.ordertable.order.OrderRacesIT;
import io.ordertable.order.OrderRepositoryIT;
import io.ordertable.order.OrderStatusIT;
import io.ordertable.user.UserApiIT;
import io.ordertable.user.UserChangeIT;
import io.ordertable.user.UserConditionsIT;
import io.ordertable.user.UserDeletionIT;
import io.ordertable.user.UserIdempotencyIT;
import io.ordertable.user.UserRacesIT;
import io.ordertable.user.UserRepositoryIT;
import org.junit.jupiter.api.Nested;

/** The tests of what may differ behind DAX, once more. */
class DaxIT {

    @Nested
    @BehindDax
    class BatchGet extends BatchGetIT {}

    @Nested
    @BehindDax
    class CallMetrics extends CallMetricsIT {

        /** DAX's, and DynamoDB's own. */
        @Override
        protected int attemptsOfARefusedWrite() {
            return 2;
        }
    }

    @Nested
    @BehindDax
    class Idempotency extends IdempotencyIT {}

    @Nested
    @BehindDax
    class OrderBatchRepository extends OrderBatchRepositoryIT {}

    @Nested
    @BehindDax
    class OrderImport extends OrderImportIT {}

    @Nested
    @BehindDax
    class OrderListRepository extends OrderListRepositoryIT {}

    @Nested
    @BehindDax
    class OrderPlacement extends OrderPlacementIT {}

    @Nested
    @BehindDax
    class OrderRaces extends OrderRacesIT {}

    @Nested
    @BehindDax
    class OrderRepository extends OrderRepositoryIT {}

    @Nested
    @BehindDax
    class OrderStatus extends OrderStatusIT {}

    @Nested
    @BehindDax
    class UserApi extends UserApiIT {}

    @Nested
    @BehindDax
    class UserChange extends UserChangeIT {}

    @Nested
    @BehindDax
    class UserConditions extends UserConditionsIT {}

    @Nested
    @BehindDax
    class UserDeletion extends UserDeletionIT {}

    @Nested
    @BehindDax
    class UserIdempotency extends UserIdempotencyIT {}

    @Nested
    @BehindDax
    class UserRaces extends UserRacesIT {}

    @Nested
    @BehindDax
    class UserRepository extends UserRepositoryIT {}
}
