package io.ordertable.user;

import io.ordertable.idempotency.Created;
import io.ordertable.idempotency.Idempotency;
import io.ordertable.web.EntityTags;
import io.ordertable.web.FailsWith;
import io.ordertable.web.IfMatch;
import io.ordertable.web.ProblemCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Users over HTTP. */
@Tag(name = "Users", description = "Accounts, each with an email address that no other has.")
@RestController
@RequestMapping(path = "/v1/users", produces = MediaType.APPLICATION_JSON_VALUE)
class UserController {

    private final UserService service;

    UserController(UserService service) {
        this.service = service;
    }

    @Operation(operationId = "createUser", summary = "Create a user")
    @ApiResponse(
            responseCode = "201",
            description = "The user, or with `Idempotent-Replayed` the one that was created with this key before.",
            headers = @Header(name = "Idempotent-Replayed"),
            useReturnTypeSchema = true)
    @FailsWith({ProblemCode.EMAIL_TAKEN, ProblemCode.IDEMPOTENCY_KEY_REUSED})
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<UserResponse> create(
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String idempotencyKey,
            @Valid @RequestBody CreateUserRequest request) {
        Created<User> created = service.create(
                request.name(), new EmailAddress(request.email()), Idempotency.of(idempotencyKey, request));
        User user = created.resource();
        URI location = URI.create("/v1/users/" + user.userId());
        return EntityTags.created(user.version(), location, created.replayed()).body(UserResponse.from(user));
    }

    @Operation(operationId = "getUser", summary = "Read a user")
    @ApiResponse(responseCode = "200", description = "The user.", useReturnTypeSchema = true)
    @FailsWith(ProblemCode.USER_NOT_FOUND)
    @GetMapping("/{user_id}")
    ResponseEntity<UserResponse> get(
            @PathVariable("user_id") UUID userId, @RequestParam(defaultValue = "false") boolean consistent) {
        User user = service.get(userId, consistent);
        return EntityTags.ok(user.version(), UserResponse.from(user));
    }

    @Operation(operationId = "findUsers", summary = "Find a user by email address")
    @ApiResponse(
            responseCode = "200",
            description = "The user with this address, however it is written, or nobody.",
            useReturnTypeSchema = true)
    @GetMapping
    UserList findByEmail(
            @RequestParam
                    @ValidEmail(
                            message = "must be an email address such as ada@example.org, in which a + is written %2B")
                    String email) {
        return new UserList(service.findByEmail(new EmailAddress(email)).stream()
                .map(UserResponse::from)
                .toList());
    }

    @Operation(
            operationId = "changeUser",
            summary = "Change name or email address",
            description = "A merge patch (RFC 7396): members that are left out stay as they are.")
    @ApiResponse(responseCode = "200", description = "The changed user.", useReturnTypeSchema = true)
    @FailsWith({ProblemCode.USER_NOT_FOUND, ProblemCode.EMAIL_TAKEN})
    @PatchMapping(
            path = "/{user_id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, EntityTags.MERGE_PATCH_JSON})
    ResponseEntity<UserResponse> change(
            @PathVariable("user_id") UUID userId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody UserPatch patch) {
        User user = service.change(userId, patch, IfMatch.required(ifMatch));
        return EntityTags.ok(user.version(), UserResponse.from(user));
    }

    @Operation(
            operationId = "deleteUser",
            summary = "Delete a user",
            description = "Erases name and email address, which is free again. The orders stay.")
    @ApiResponse(responseCode = "204", description = "The user is deleted.")
    @FailsWith(ProblemCode.USER_NOT_FOUND)
    @DeleteMapping("/{user_id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable("user_id") UUID userId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        service.delete(userId, IfMatch.required(ifMatch));
    }
}
