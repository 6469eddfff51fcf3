package io.ordertable.user;

import io.ordertable.idempotency.Created;
import io.ordertable.idempotency.Idempotency;
import io.ordertable.security.Caller;
import io.ordertable.security.Costs;
import io.ordertable.security.StaffOnly;
import io.ordertable.web.EntityTags;
import io.ordertable.web.IfMatch;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Users over HTTP. */
@RestController
@RequestMapping(path = "/v1/users", produces = MediaType.APPLICATION_JSON_VALUE)
class UserController {

    private final UserService service;

    UserController(UserService service) {
        this.service = service;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Costs(writes = 4)
    ResponseEntity<UserResponse> create(
            Caller caller,
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String idempotencyKey,
            @Valid @RequestBody CreateUserRequest request) {
        Created<User> created = service.create(
                caller,
                request.userId(),
                request.name(),
                new EmailAddress(request.email()),
                Idempotency.of(idempotencyKey, request));
        User user = created.resource();
        URI location = URI.create("/v1/users/" + user.userId());
        return EntityTags.created(user.version(), location, created.replayed()).body(UserResponse.from(user));
    }

    @GetMapping("/{user_id}")
    @Costs(reads = 0.5)
    ResponseEntity<UserResponse> get(
            Caller caller,
            @PathVariable("user_id") UUID userId,
            @RequestParam(defaultValue = "false") boolean consistent,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch) {
        User user = service.get(caller, userId, consistent);
        return EntityTags.read(ifNoneMatch, user.version(), UserResponse.from(user));
    }

    @StaffOnly
    @GetMapping
    @Costs(reads = 2)
    UserList findByEmail(
            @RequestParam
                    @ValidEmail(
                            message = "must be an email address such as ada@example.org, in which a + is written %2B")
                    String email) {
        return new UserList(service.findByEmail(new EmailAddress(email)).stream()
                .map(UserResponse::from)
                .toList());
    }

    @PatchMapping(
            path = "/{user_id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, EntityTags.MERGE_PATCH_JSON})
    @Costs(reads = 1, writes = 1)
    ResponseEntity<UserResponse> change(
            Caller caller,
            @PathVariable("user_id") UUID userId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody UserPatch patch) {
        User user = service.change(caller, userId, patch, IfMatch.required(ifMatch));
        return EntityTags.ok(user.version(), UserResponse.from(user));
    }

    @DeleteMapping("/{user_id}")
    @Costs(reads = 1, writes = 7)
    ResponseEntity<ErasureResponse> delete(
            Caller caller,
            @PathVariable("user_id") UUID userId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Erasure erasure = service.delete(caller, userId, IfMatch.required(ifMatch));
        return ResponseEntity.accepted()
                .location(URI.create("/v1/users/" + userId + "/erasure"))
                .body(ErasureResponse.from(erasure));
    }

    @GetMapping("/{user_id}/erasure")
    @Costs(reads = 1)
    ErasureResponse erasure(Caller caller, @PathVariable("user_id") UUID userId) {
        return ErasureResponse.from(service.erasure(caller, userId));
    }

    /** The result of a search for users. */
    record UserList(List<UserResponse> items) {}
}
