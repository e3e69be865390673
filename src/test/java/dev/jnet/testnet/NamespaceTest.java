package dev.jnet.testnet;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test class whose tests make networks of their own.
 *
 * <p>Where that is impossible (not root, a tool missing) they are skipped with the reason; with
 * {@code CI=true} in the environment they fail with it. Each test may take 60 seconds, unless it
 * says otherwise by {@link Timeout}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("namespace")
@Timeout(60)
@ExtendWith(NamespaceExtension.class)
public @interface NamespaceTest {}
