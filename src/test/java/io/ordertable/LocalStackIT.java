package io.ordertable;

import io.ordertable.order.OrderBatchRepositoryIT;
import io.ordertable.order.OrderListRepositoryIT;
import io.ordertable.order.OrderRepositoryIT;
import io.ordertable.table.TableCreatorIT;
import io.ordertable.user.UserApiIT;
import io.ordertable.user.UserRepositoryIT;
import org.junit.jupiter.api.Nested;

/** The integration tests once more, against LocalStack. */
class LocalStackIT {

    @Nested
    @LocalStack
    class AccessPatternCosts extends AccessPatternCostIT {}

    @Nested
    @LocalStack
    class OrderBatchRepository extends OrderBatchRepositoryIT {}

    @Nested
    @LocalStack
    class OrderListRepository extends OrderListRepositoryIT {}

    @Nested
    @LocalStack
    class OrderRepository extends OrderRepositoryIT {}

    @Nested
    @LocalStack
    class TableCreator extends TableCreatorIT {}

    @Nested
    @LocalStack
    class UserRepository extends UserRepositoryIT {}

    @Nested
    @LocalStack
    class Users extends UserApiIT {}
}
