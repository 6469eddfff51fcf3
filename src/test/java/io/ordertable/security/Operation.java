package io.ordertable.security;

import io.ordertable.Api;
import io.ordertable.ApiResponse;
import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import java.util.UUID;

/** An operation of the API, with a request that its owner or staff may send. Named as in the API document. */
enum Operation {
    createUser(Access.OWN) {
        @Override
        ApiResponse call(Api api, String userId, String orderId) {
            return Users.someone().withId(UUID.fromString(userId)).post(api);
        }
    },
    findUsers(Access.STAFF) {
        @Override
        ApiResponse call(Api api, String userId, String orderId) {
            return api.get("/v1/users?email=ada@example.org");
        }
    },
    getUser(Access.OWN) {
        @Override
        ApiResponse call(Api api, String userId, String orderId) {
            return api.get(Users.path(userId));
        }
    },
    changeUser(Access.OWN) {
        @Override
        ApiResponse call(Api api, String userId, String orderId) {
            return api.patch(Users.path(userId), "{\"name\": \"Ada King\"}", "If-Match", "*");
        }
    },
    deleteUser(Access.OWN) {
        @Override
        ApiResponse call(Api api, String userId, String orderId) {
            return api.delete(Users.path(userId), "If-Match", "*");
        }
    },
    placeOrder(Access.OWN) {
        @Override
        ApiResponse call(Api api, String userId, String orderId) {
            return Orders.some().post(api, userId);
        }
    },
    listUserOrders(Access.OWN) {
        @Override
        ApiResponse call(Api api, String userId, String orderId) {
            return api.get(Orders.path(userId));
        }
    },
    getUserOrder(Access.OWN) {
        @Override
        ApiResponse call(Api api, String userId, String orderId) {
            return api.get(Orders.path(userId, orderId));
        }
    },
    changeUserOrderStatus(Access.OWN) {
        @Override
        ApiResponse call(Api api, String userId, String orderId) {
            return Orders.patch(api, Orders.path(userId, orderId), "cancelled", "If-Match", "*");
        }
    },
    listOrdersByStatus(Access.STAFF) {
        @Override
        ApiResponse call(Api api, String userId, String orderId) {
            return api.get("/v1/orders?status=returned&limit=1");
        }
    },
    getOrder(Access.OWN) {
        @Override
        ApiResponse call(Api api, String userId, String orderId) {
            return api.get("/v1/orders/" + orderId);
        }
    },
    changeOrderStatus(Access.OWN) {
        @Override
        ApiResponse call(Api api, String userId, String orderId) {
            return Orders.patch(api, "/v1/orders/" + orderId, "cancelled", "If-Match", "*");
        }
    },
    batchGetOrders(Access.ANYBODY) {
        @Override
        ApiResponse call(Api api, String userId, String orderId) {
            return api.post(
                    "/v1/orders/batch-get",
                    "{\"keys\": [{\"user_id\": \"%s\", \"order_id\": \"%s\"}]}".formatted(userId, orderId));
        }
    },
    importOrders(Access.STAFF) {
        @Override
        ApiResponse call(Api api, String userId, String orderId) {
            return Orders.sendMany(api, userId, 1);
        }
    };

    /** Who may call the operation. */
    enum Access {
        /** Staff. */
        STAFF,
        /** The user whom the request concerns, and staff. */
        OWN,
        /** Any caller, who finds only what is the caller's own. */
        ANYBODY
    }

    final Access access;

    Operation(Access access) {
        this.access = access;
    }

    /** Sends the request. */
    abstract ApiResponse call(Api api, String userId, String orderId);
}
