package io.ordertable.user;

import java.util.List;

/** The users that a search found. */
record UserList(List<UserResponse> items) {}
