package dev.jnet.exporter.web;

import dev.jnet.exporter.RecentlyUsed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * Checks names and passwords (RFC 7617). A hash takes some 70 ms to compute, so passwords that
 * match are remembered, and only one hash is computed at a time: nobody can take all of the
 * processor by wrong passwords.
 */
final class BasicAuth {
  private static final String SCHEME = "basic ";
  private static final int MAX_HEADER = 1024;
  private static final int MAX_KEPT = 100;

  /** bcrypt reads no more bytes of a password. */
  private static final int MAX_PASSWORD = 72;

  /**
   * A hash that no password matches. Checking it for unknown users takes as long as for known ones,
   * so the time reveals nothing.
   */
  private static final String NOBODY =
      "$2y$10$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeSi";

  /** Digests of passwords that matched, with {@code true}. */
  private final Map<String, Boolean> matched =
      Collections.synchronizedMap(new RecentlyUsed<>(MAX_KEPT));

  /**
   * Whether a request may be answered.
   *
   * @param header the value of its {@code Authorization} field; null for none
   * @param users by their names, with the hash of each one's password; empty lets everybody in
   */
  boolean admits(String header, Map<String, String> users) {
    if (users.isEmpty()) {
      return true;
    }
    if (header == null
        || header.length() > MAX_HEADER
        || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return false;
    }
    String both;
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
      both = new String(decoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return false;
    }
    int colon = both.indexOf(':');
    if (colon < 0) {
      return false;
    }
    String hash = users.get(both.substring(0, colon));
    boolean same = matches(both.substring(colon + 1), hash == null ? NOBODY : hash);
    return hash != null && same;
  }

  /** Wrong passwords are not remembered: they would displace right ones. */
  private boolean matches(String password, String hash) {
    String digest = digest(hash + password);
    if (matched.get(digest) != null) {
      return true;
    }
    boolean same = compute(password, hash);
    if (same) {
      matched.put(digest, true);
    }
    return same;
  }

  /** One at a time: whoever guesses passwords takes at most one processor. */
  private synchronized boolean compute(String password, String hash) {
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= MAX_PASSWORD && OpenBSDBCrypt.checkPassword(hash, bytes);
  }

  /** Hashes the password, so that the cache holds no password. */
  private static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
