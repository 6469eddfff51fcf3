package io.ordertable.table;

import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Brings stored items of one type to the newest form.
 *
 * @param type the type of the items, as they store it
 * @param changes returns the attributes to store in an item so that it has the newest form; none if it has that form
 */
public record Upcast(String type, UnaryOperator<Map<String, AttributeValue>> changes) {}
