package io.ordertable.order;

import io.ordertable.table.Cursor;
import io.ordertable.web.ByteBudget;
import io.ordertable.web.EntityTags;
import io.ordertable.web.FailsWith;
import io.ordertable.web.IfMatch;
import io.ordertable.web.ProblemCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Orders over HTTP, whosever they are. */
@Tag(name = "Orders")
@RestController
@RequestMapping(path = "/v1/orders", produces = MediaType.APPLICATION_JSON_VALUE)
class OrderController {

    private final OrderService service;
    private final OrderListService lists;
    private final ByteBudget pages;

    OrderController(OrderService service, OrderListService lists, @Qualifier("pages") ByteBudget pages) {
        this.service = service;
        this.lists = lists;
        this.pages = pages;
    }

    @Operation(
            operationId = "getOrder",
            summary = "Read an order by its id alone",
            description = "May lag behind the last change by about a second.")
    @ApiResponse(responseCode = "200", description = "The order.", useReturnTypeSchema = true)
    @FailsWith(ProblemCode.ORDER_NOT_FOUND)
    @GetMapping("/{order_id}")
    ResponseEntity<OrderResponse> get(@PathVariable("order_id") UUID orderId) {
        Order order = service.get(orderId);
        return EntityTags.ok(order.version(), OrderResponse.from(order));
    }

    @Operation(operationId = "changeOrderStatus", summary = "Take an order to another status, by its id alone")
    @ApiResponse(responseCode = "200", description = "The changed order.", useReturnTypeSchema = true)
    @FailsWith({ProblemCode.ORDER_NOT_FOUND, ProblemCode.ILLEGAL_TRANSITION})
    @PatchMapping(
            path = "/{order_id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, EntityTags.MERGE_PATCH_JSON})
    ResponseEntity<OrderResponse> changeStatus(
            @PathVariable("order_id") UUID orderId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody ChangeStatusRequest request) {
        Order order = service.changeStatus(orderId, request.status(), IfMatch.required(ifMatch));
        return EntityTags.ok(order.version(), OrderResponse.from(order));
    }

    @Operation(operationId = "listOrdersByStatus", summary = "List the orders of all users that have a status")
    @ApiResponse(
            responseCode = "200",
            description = "A page of orders, newest first.",
            headers = @Header(name = HttpHeaders.LINK),
            useReturnTypeSchema = true)
    @FailsWith(ProblemCode.INVALID_CURSOR)
    @GetMapping
    ResponseEntity<OrderPageResponse> listByStatus(
            @RequestParam OrderStatus status,
            @RequestParam(defaultValue = "" + OrderPages.DEFAULT_LIMIT) @Min(1) @Max(OrderPages.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Cursor position = cursor == null ? null : Cursor.decode(cursor);
        OrderPage page = pages.holding(OrderListService.PAGE_BYTES, () -> lists.ofStatus(status, position, limit));
        return OrderPages.respond(
                page,
                UriComponentsBuilder.fromPath("/v1/orders")
                        .queryParam("status", status.code())
                        .queryParam("limit", limit));
    }

    @Operation(
            operationId = "batchGetOrders",
            summary = "Read up to 100 orders at once",
            description = "Ask again for keys that come back under `unprocessed`.")
    @ApiResponse(
            responseCode = "200",
            description = "Every key is in exactly one of the lists.",
            useReturnTypeSchema = true)
    @PostMapping(path = "/batch-get", consumes = MediaType.APPLICATION_JSON_VALUE)
    BatchGetResponse batchGet(
            @Valid @RequestBody BatchGetRequest request, @RequestParam(defaultValue = "true") boolean consistent) {
        List<OrderKey> keys = request.toKeys();
        return pages.holding(
                OrderListService.PAGE_BYTES, () -> BatchGetResponse.from(keys, lists.ofKeys(keys, consistent)));
    }
}
