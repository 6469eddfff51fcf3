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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Requires a currency of ISO 4217, and prices with no more fraction digits than it has: none in JPY, two in EUR, three in KWD. */
@Documented
@Constraint(validatedBy = PricesFitCurrency.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface PricesFitCurrency {

    String message() default "must fit the currency";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Reports violations at the member concerned. Other constraints check for missing and malformed members. */
    class Validator implements ConstraintValidator<PricesFitCurrency, OrderRequest> {

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
            return pricesFit(Currency.getInstance(code), request.lines(), context);
        }

        private static boolean pricesFit(
                Currency currency,
                @Nullable List<OrderRequest.@Nullable Line> lines,
                ConstraintValidatorContext context) {
            int digits = currency.getDefaultFractionDigits();
            boolean fit = true;
            for (int i = 0; lines != null && i < lines.size(); i++) {
                OrderRequest.Line line = lines.get(i);
                if (line != null && fractionDigits(line.unitPrice()) > digits) {
                    context.buildConstraintViolationWithTemplate(
                                    "must have at most " + digits + " fraction digits in " + currency)
                            .addPropertyNode("lines")
                            .addPropertyNode("unitPrice")
                            .inIterable()
                            .atIndex(i)
                            .addConstraintViolation();
                    fit = false;
                }
            }
            return fit;
        }

        private static int fractionDigits(@Nullable String price) {
            int point = price == null ? -1 : price.indexOf('.');
            return price == null || point < 0 ? 0 : price.length() - point - 1;
        }
    }
}
