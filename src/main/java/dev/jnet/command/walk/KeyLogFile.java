package dev.jnet.command.walk;

import dev.jnet.console.CommandException;
import dev.jnet.console.OutputFile;
import dev.jnet.walk.tls.EngineSecrets;
import dev.jnet.walk.tls.KeyLog;
import dev.jnet.walk.tls.TlsKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLEngine;

/** The secrets of TLS connections in a file that Wireshark reads (the NSS key log format). */
final class KeyLogFile implements TlsKeys {
  private final String name;
  private final FileChannel file;
  private final KeyLog log = new KeyLog();
  private IOException trouble;

  private KeyLogFile(String name, FileChannel file) {
    this.name = name;
    this.file = file;
  }

  /**
   * Opens the file to append to it, or makes it. Other users may not read it.
   *
   * @throws CommandException when the file cannot be written, or when the JVM does not allow to
   *     read the secrets
   */
  static KeyLogFile open(String name) throws IOException {
    if (!EngineSecrets.areReadable()) {
      throw new CommandException(
          "tls-keys",
          "--keys: this JVM keeps the secrets of TLS to itself; start it with "
              + EngineSecrets.NEEDS);
    }
    return new KeyLogFile(name, OutputFile.openSecret("--keys", name));
  }

  @Override
  public void look(SSLEngine engine, byte[] clientRandom) {
    for (String line : log.add(clientRandom, EngineSecrets.of(engine))) {
      write(line);
    }
  }

  private void write(String line) {
    if (trouble != null) {
      return;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException e) {
      trouble = e; // the walk goes on; the report says it at the end
    }
  }

  /** Why secrets were not written, in words for a person. Empty when all were. */
  Optional<String> trouble() {
    return Optional.ofNullable(trouble)
        .map(e -> OutputFile.trouble("--keys", name, e).getMessage());
  }
}
