package dev.jnet.command.walk;

import dev.jnet.console.CommandException;
import dev.jnet.console.OutputFile;
import dev.jnet.walk.tls.TlsKeys;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.net.ssl.SSLEngine;

/**
 * The secrets of TLS connections in a file that Wireshark reads (the NSS key log format).
 *
 * <p>No JDK has a public way to them. They are read out of the engine's fields, which takes {@code
 * --add-opens java.base/sun.security.ssl=ALL-UNNAMED}; the names of these fields have been the same
 * since TLS 1.3 came to Java 11. The other ways are worse: an agent that rewrites the JDK's
 * classes, a security provider that stands in for the key derivation, or another TLS altogether.
 */
final class KeyLogFile implements TlsKeys {
  private static final String ENGINE = "sun.security.ssl.SSLEngineImpl";
  private static final String OPENS = "--add-opens java.base/sun.security.ssl=ALL-UNNAMED";

  private final String name;
  private final FileChannel file;
  private IOException trouble;
  private final Set<String> written = new HashSet<>();
  private int reads;
  private int writes;
  private String random = "";

  private KeyLogFile(String name, FileChannel file) {
    this.name = name;
    this.file = file;
  }

  /**
   * Makes the file, or empties it. Nobody else may read it.
   *
   * @throws CommandException when it cannot be written, or when the JVM does not let the secrets be
   *     read
   */
  static KeyLogFile open(String name) throws IOException {
    Path path = Path.of(name);
    try {
      Class.forName(ENGINE).getDeclaredField("conContext").setAccessible(true);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new CommandException(
          "tls-keys",
          "--keys: this JVM keeps the secrets of TLS to itself; start it with " + OPENS);
    }
    try {
      Files.deleteIfExists(path);
      // open from now on: later there may be no right to
      return new KeyLogFile(
          name,
          FileChannel.open(
              path,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
    } catch (IOException | UnsupportedOperationException e) {
      throw OutputFile.trouble("--keys", name, e);
    }
  }

  @Override
  public void look(SSLEngine engine, byte[] clientRandom) {
    String client = hex(clientRandom);
    if (!client.equals(random)) {
      random = client; // another connection: its secrets are counted anew
      reads = 0;
      writes = 0;
    }
    try {
      Object context = field(engine, "conContext");
      Object handshake = field(context, "handshakeContext");
      if (handshake != null && field(handshake, "baseReadSecret") != null) {
        secret(handshake, "baseReadSecret", "SERVER_HANDSHAKE_TRAFFIC_SECRET ");
        secret(handshake, "baseWriteSecret", "CLIENT_HANDSHAKE_TRAFFIC_SECRET ");
      }
      Object reader = field(field(context, "inputRecord"), "readCipher");
      reads += secret(reader, "baseSecret", "SERVER_TRAFFIC_SECRET_" + reads + " ");
      Object writer = field(field(context, "outputRecord"), "writeCipher");
      writes += secret(writer, "baseSecret", "CLIENT_TRAFFIC_SECRET_" + writes + " ");
      if (engine.getSession().getProtocol().equals("TLSv1.2")) {
        Object master = field(field(context, "conSession"), "masterSecret");
        if (master instanceof SecretKey key) {
          write("CLIENT_RANDOM " + random + " " + hex(key.getEncoded()));
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM has the secrets of TLS elsewhere: " + e, e);
    } catch (IOException e) {
      trouble = e; // the walk goes on; it is said in the end
    }
  }

  /** Writes a traffic secret that was not seen before; tells how many that were: 0 or 1. */
  private int secret(Object holder, String name, String label)
      throws ReflectiveOperationException, IOException {
    if (!(field(holder, name) instanceof SecretKey key)) {
      return 0;
    }
    String secret = random + " " + hex(key.getEncoded());
    if (!written.add(label.substring(0, label.indexOf('_')) + secret)) {
      return 0;
    }
    write(label + secret);
    return 1;
  }

  private void write(String line) throws IOException {
    if (trouble != null || !written.add(line)) {
      return;
    }
    ByteBuffer octets = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII));
    while (octets.hasRemaining()) {
      file.write(octets);
    }
  }

  /** What kept secrets from being written, for a person; empty when nothing did. */
  Optional<String> trouble() {
    return Optional.ofNullable(trouble)
        .map(e -> OutputFile.trouble("--keys", name, e).getMessage());
  }

  private static Object field(Object object, String name) throws ReflectiveOperationException {
    if (object == null) {
      return null;
    }
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      for (Field each : type.getDeclaredFields()) {
        if (each.getName().equals(name)) {
          each.setAccessible(true);
          return each.get(object);
        }
      }
    }
    throw new NoSuchFieldException(name);
  }

  private static String hex(byte[] octets) {
    StringBuilder out = new StringBuilder();
    for (byte octet : octets) {
      out.append(Character.forDigit(octet >> 4 & 15, 16));
      out.append(Character.forDigit(octet & 15, 16));
    }
    return out.toString();
  }
}
