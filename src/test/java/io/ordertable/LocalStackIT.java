package io.ordertable;

import io.ordertable.order.BatchGetIT;
import io.ordertable.order.IdempotencyIT;
import io.ordertable.order.ImportStreamingIT;
import io.ordertable.order.OrderBatchRepositoryIT;
import io.ordertable.order.OrderImportIT;
import io.ordertable.order.OrderListIT;
import io.ordertable.order.OrderListRepositoryIT;
import io.ordertable.order.OrderPlacementIT;
import io.ordertable.order.OrderRacesIT;
import io.ordertable.order.OrderRepositoryIT;
import io.ordertable.order.OrderStatusIT;
import io.ordertable.order.OrdersByStatusIT;
import io.ordertable.table.TableCreatorIT;
import io.ordertable.user.UserApiIT;
import io.ordertable.user.UserChangeIT;
import io.ordertable.user.UserConditionsIT;
import io.ordertable.user.UserDeletionIT;
import io.ordertable.user.UserIdempotencyIT;
import io.ordertable.user.UserRacesIT;
import io.ordertable.user.UserRepositoryIT;
import io.ordertable.web.CorsIT;
import io.ordertable.web.MethodsAndMediaTypesIT;
import io.ordertable.web.NoCorsIT;
import io.ordertable.web.RawRequestsIT;
import io.ordertable.web.RequestBodyProblemsIT;
import io.ordertable.web.RequestIdIT;
import org.junit.jupiter.api.Nested;

/** The integration tests once more, against LocalStack. */
class LocalStackIT {

    @Nested
    @LocalStack
    class AccessPatternCost extends AccessPatternCostIT {}

    @Nested
    @LocalStack
    class BatchGet extends BatchGetIT {}

    @Nested
    @LocalStack
    class Cors extends CorsIT {}

    @Nested
    @LocalStack
    class Idempotency extends IdempotencyIT {}

    @Nested
    @LocalStack
    class ImportStreaming extends ImportStreamingIT {}

    @Nested
    @LocalStack
    class MethodsAndMediaTypes extends MethodsAndMediaTypesIT {}

    @Nested
    @LocalStack
    class NoCors extends NoCorsIT {}

    @Nested
    @LocalStack
    class OrderBatchRepository extends OrderBatchRepositoryIT {}

    @Nested
    @LocalStack
    class OrderImport extends OrderImportIT {}

    @Nested
    @LocalStack
    class OrderList extends OrderListIT {}

    @Nested
    @LocalStack
    class OrderListRepository extends OrderListRepositoryIT {}

    @Nested
    @LocalStack
    class OrderPlacement extends OrderPlacementIT {}

    @Nested
    @LocalStack
    class OrderRaces extends OrderRacesIT {}

    @Nested
    @LocalStack
    class OrderRepository extends OrderRepositoryIT {}

    @Nested
    @LocalStack
    class OrderStatus extends OrderStatusIT {}

    @Nested
    @LocalStack
    class OrdersByStatus extends OrdersByStatusIT {}

    @Nested
    @LocalStack
    class RawRequests extends RawRequestsIT {}

    @Nested
    @LocalStack
    class RequestBodyProblems extends RequestBodyProblemsIT {}

    @Nested
    @LocalStack
    class RequestId extends RequestIdIT {}

    @Nested
    @LocalStack
    class TableCreator extends TableCreatorIT {}

    @Nested
    @LocalStack
    class UserApi extends UserApiIT {}

    @Nested
    @LocalStack
    class UserChange extends UserChangeIT {}

    @Nested
    @LocalStack
    class UserConditions extends UserConditionsIT {}

    @Nested
    @LocalStack
    class UserDeletion extends UserDeletionIT {}

    @Nested
    @LocalStack
    class UserIdempotency extends UserIdempotencyIT {}

    @Nested
    @LocalStack
    class UserRaces extends UserRacesIT {}

    @Nested
    @LocalStack
    class UserRepository extends UserRepositoryIT {}
}
