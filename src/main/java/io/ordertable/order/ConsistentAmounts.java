package io.ordertable.order;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Requires a currency of ISO 4217, amounts with no more fraction digits than it has (none in JPY, two in EUR, three in KWD) and with
 * the right signs, and lines whose discount is at most their price.
 */
@Documented
@Constraint(validatedBy = ConsistentAmounts.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface ConsistentAmounts {

    String message() default "must be consistent";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Reports violations at the member concerned. Other constraints check for missing and malformed members. */
    class Validator implements ConstraintValidator<ConsistentAmounts, OrderRequest> {

        /** Codes that are not money, such as XAU and XXX, have no fraction digits and so no exact amounts. */
        private static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getDefaultFractionDigits() >= 0)
                .map(Currency::getCurrencyCode)
                .collect(Collectors.toUnmodifiableSet());

        @Override
        public boolean isValid(OrderRequest request, ConstraintValidatorContext context) {
            context.disableDefaultConstraintViolation();
            @Nullable String code = request.currency();
            if (code == null) {
                return true;
            }
            if (!CODES.contains(code)) {
                context.buildConstraintViolationWithTemplate("must be an ISO 4217 code such as EUR")
                        .addPropertyNode("currency")
                        .addConstraintViolation();
                return false;
            }
            Report report = new Report(Currency.getInstance(code), context);
            report.each("lines", request.lines(), line -> {
                report.digits("unitPrice", line.unitPrice());
                report.digits("discount", line.discount());
                report.rule("discount", !line.isDiscountTooHigh(), "must not exceed the price of the line");
            });
            report.each("adjustments", request.adjustments(), adjustment -> {
                report.digits("amount", adjustment.amount());
                report.rule(
                        "amount", adjustment.hasRightSign(), "must be negative for a discount, and for nothing else");
            });
            return report.isEmpty;
        }
    }

    /** Collects violations in the elements of lists. */
    class Report {

        private final Currency currency;
        private final ConstraintValidatorContext context;
        private String list = "";
        private int index;
        private boolean isEmpty = true;

        Report(Currency currency, ConstraintValidatorContext context) {
            this.currency = currency;
            this.context = context;
        }

        <T> void each(String name, @Nullable List<@Nullable T> elements, Consumer<T> check) {
            list = name;
            for (index = 0; elements != null && index < elements.size(); index++) {
                T element = elements.get(index);
                if (element != null) {
                    check.accept(element);
                }
            }
        }

        void digits(String member, @Nullable String amount) {
            int point = amount == null ? -1 : amount.indexOf('.');
            int digits = amount == null || point < 0 ? 0 : amount.length() - point - 1;
            int most = currency.getDefaultFractionDigits();
            if (digits > most) {
                rule(member, false, "must have at most " + most + " fraction digits in " + currency);
            }
        }

        void rule(String member, boolean fulfilled, String message) {
            if (!fulfilled) {
                isEmpty = false;
                context.buildConstraintViolationWithTemplate(message)
                        .addPropertyNode(list)
                        .addPropertyNode(member)
                        .inIterable()
                        .atIndex(index)
                        .addConstraintViolation();
            }
        }
    }
}
