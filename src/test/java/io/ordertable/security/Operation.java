package io.ordertable.security;

import io.ordertable.Api;
import io.ordertable.ApiResponse;
import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import java.util.UUID;

/** An operation of the API, with a request that its owner or staff may send. Named as in the API document. */
enum Operation {
    createUser(Access.OWN, (api, userId, orderId) -> Users.someone()
            .withId(UUID.fromString(userId))
            .post(api)),
    findUsers(Access.STAFF, (api, userId, orderId) -> api.get("/v1/users?email=ada@example.org")),
    getUser(Access.OWN, (api, userId, orderId) -> api.get(Users.path(userId))),
    changeUser(
            Access.OWN,
            (api, userId, orderId) -> api.patch(Users.path(userId), "{\"name\": \"Ada King\"}", "If-Match", "*")),
    deleteUser(Access.OWN, (api, userId, orderId) -> api.delete(Users.path(userId), "If-Match", "*")),
    getErasure(Access.OWN, (api, userId, orderId) -> {
        api.delete(Users.path(userId), "If-Match", "*");
        return api.get(Users.path(userId) + "/erasure");
    }),
    exportUser(Access.OWN, (api, userId, orderId) -> api.get(Users.path(userId) + "/export")),
    placeOrder(Access.OWN, (api, userId, orderId) -> Orders.some().post(api, userId)),
    previewOrder(
            Access.OWN,
            (api, userId, orderId) ->
                    api.post(Orders.path(userId) + "/preview", Orders.some().json())),
    listUserOrders(Access.OWN, (api, userId, orderId) -> api.get(Orders.path(userId))),
    getUserOrder(Access.OWN, (api, userId, orderId) -> api.get(Orders.path(userId, orderId))),
    changeUserOrderStatus(
            Access.OWN,
            (api, userId, orderId) -> Orders.patch(api, Orders.path(userId, orderId), "cancelled", "If-Match", "*")),
    listOrdersByStatus(Access.STAFF, (api, userId, orderId) -> api.get("/v1/orders?status=returned&limit=1")),
    getOrder(Access.OWN, (api, userId, orderId) -> api.get("/v1/orders/" + orderId)),
    changeOrderStatus(
            Access.OWN,
            (api, userId, orderId) -> Orders.patch(api, "/v1/orders/" + orderId, "cancelled", "If-Match", "*")),
    batchGetOrders(
            Access.ANYBODY,
            (api, userId, orderId) -> api.post(
                    "/v1/orders/batch-get",
                    "{\"keys\": [{\"user_id\": \"%s\", \"order_id\": \"%s\"}]}".formatted(userId, orderId))),
    importOrders(Access.STAFF, (api, userId, orderId) -> Orders.sendMany(api, userId, 1));

    /** Who may call the operation. */
    enum Access {
        /** Staff. */
        STAFF,
        /** The user whom the request concerns, and staff. */
        OWN,
        /** Any caller, who finds only what is the caller's own. */
        ANYBODY
    }

    private interface Request {
        ApiResponse send(Api api, String userId, String orderId);
    }

    final Access access;
    private final Request request;

    Operation(Access access, Request request) {
        this.access = access;
        this.request = request;
    }

    /** Sends the request. */
    ApiResponse call(Api api, String userId, String orderId) {
        return request.send(api, userId, orderId);
    }
}
