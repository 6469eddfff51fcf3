package io.ordertable.order;

import io.ordertable.security.Caller;
import io.ordertable.web.LongLists;
import io.ordertable.web.PlainText;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A merge patch (RFC 7396) of an order. A member is {@code null} if it is absent, and empty if it is a JSON {@code null}, which is
 * rejected, because nothing but metadata can be removed.
 *
 * @param reason why the status changes
 * @param payment with the status {@code paid}
 * @param shipment with the status {@code shipped}, or by itself for an order that is shipped already
 * @param metadata entries to set, and empty values to remove entries
 */
@OrderPatch.Consistent
record OrderPatch(
        @Nullable Optional<@NotNull OrderStatus> status,

        @Nullable Optional<@NotNull @PlainText @Size(min = 1, max = MAX_REASON) String> reason,

        @Nullable Optional<@NotNull @Valid Payment> payment,
        @Nullable Optional<@NotNull @Valid Shipment> shipment,

        @Nullable Optional<
                        @NotNull @Size(max = MAX_METADATA, message = "must have at most {max} elements") Map<
                                @NotNull @PlainText @Size(min = 1, max = Order.MAX_METADATA_NAME) String,
                                Optional<@PlainText @Size(min = 1, max = Order.MAX_METADATA_TEXT) String>>>
                metadata) {

    /** The longest reason, in characters. */
    static final int MAX_REASON = 500;

    /** The largest number of entries of a patch: enough to replace all. */
    static final int MAX_METADATA = 2 * Order.MAX_METADATA;

    OrderPatch {
        metadata = metadata == null ? null : metadata.map(entries -> LongLists.cut(entries, MAX_METADATA));
    }

    /** Returns whether a customer may ask for this. Staff may ask for everything. */
    boolean isOpenTo(Caller caller) {
        boolean step =
                status != null && status.filter(to -> to.isOpenTo(caller)).isPresent();
        return caller.staff() || (step && shipment == null && metadata == null);
    }

    /** Returns the change that a valid patch asks for. */
    OrderChange toChange(UUID id, Instant now, Caller caller) {
        return new OrderChange(
                id,
                now,
                caller,
                value(status),
                value(reason),
                payment == null ? null : payment.orElseThrow().completed(now),
                shipment == null ? null : shipment.orElseThrow().completed(now),
                metadata == null ? Map.of() : metadata.orElseThrow());
    }

    private static <T> @Nullable T value(@Nullable Optional<T> member) {
        return member == null ? null : member.orElseThrow();
    }

    /** Requires something to change, and members that belong to a status only with that status. */
    @Constraint(validatedBy = Consistency.class)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Consistent {

        String message() default "must be consistent";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    /** Reports violations at the member concerned. Other constraints check for a JSON {@code null}. */
    static final class Consistency implements ConstraintValidator<Consistent, OrderPatch> {

        private static final OrderPatch NOTHING = new OrderPatch(null, null, null, null, null);

        @Override
        public boolean isValid(OrderPatch patch, ConstraintValidatorContext context) {
            context.disableDefaultConstraintViolation();
            @Nullable OrderStatus to = patch.status == null ? null : patch.status.orElse(null);
            Map<String, String> broken = new LinkedHashMap<>();
            if (patch.equals(NOTHING)) {
                broken.put("status", "is required, unless there is a shipment or metadata");
            }
            if (patch.reason != null && patch.status == null) {
                broken.put("reason", "can only be given with a status");
            }
            if (patch.payment != null && to != OrderStatus.PAID) {
                broken.put("payment", "can only be given with the status paid");
            }
            if (patch.shipment != null && patch.status != null && to != OrderStatus.SHIPPED) {
                broken.put("shipment", "can only be given with the status shipped, or without a status");
            }
            if (patch.shipment != null
                    && patch.shipment.filter(Shipment::namesALineTwice).isPresent()) {
                broken.put("shipment", "must not name a line twice");
            }
            broken.forEach((member, rule) -> context.buildConstraintViolationWithTemplate(rule)
                    .addPropertyNode(member)
                    .addConstraintViolation());
            return broken.isEmpty();
        }
    }
}
