package io.ordertable.web;

import jakarta.validation.GroupSequence;
import jakarta.validation.groups.Default;

/** Validates sizes of lists before their elements, so that a list that is too long costs nothing but its own violation. */
@GroupSequence({BoundsFirst.Bounds.class, Default.class})
public interface BoundsFirst {

    /** The group of the constraints on sizes of lists. */
    interface Bounds {}
}
