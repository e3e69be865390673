package dev.jnet.command.mesh;

import io.nats.client.NKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;

/** The broker's configuration of {@code mesh.md}, with a key for the controller and each site. */
public final class MeshAccounts {
  /** The name of the controller's key. */
  public static final String CONTROLLER = "controller";

  private static final Path DOCS = Path.of("src/main/docs/mesh.md");
  private static final String BEGINNING = "jetstream {";
  private static final String SITE = "    { nkey: \"BERLIN\"";
  private static final String END_OF_USERS = "  ]\n}";

  private final Path folder;

  /** Writes the configuration and the seeds into a folder, in which the broker has its files. */
  public MeshAccounts(Path folder, List<String> sites) {
    this.folder = folder;
    try {
      String docs = Files.readString(DOCS);
      String block = docs.substring(docs.indexOf(BEGINNING));
      block = block.substring(0, block.indexOf("```"));
      int site = block.indexOf(SITE);
      int end = block.indexOf(END_OF_USERS);
      StringBuilder text = new StringBuilder(block.substring(0, site));
      for (String each : sites) {
        text.append(
            block.substring(site, end).replace("BERLIN", key(each)).replace("berlin", each));
      }
      text.append(block.substring(end));
      Files.writeString(
          configuration(),
          text.toString()
              .replace("\"CONTROLLER\"", '"' + key(CONTROLLER) + '"')
              .replace("/var/lib/nats", folder.resolve("jetstream").toString())
              .replace("/etc/nats/server", folder.resolve("broker").toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a key, and keeps its seed. Returns the public part. */
  private String key(String name) throws IOException {
    try {
      NKey key = NKey.createUser(new SecureRandom());
      Files.writeString(seed(name), new String(key.getSeed()) + "\n");
      return new String(key.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The broker's configuration. */
  public Path configuration() {
    return folder.resolve("mesh.conf");
  }

  /** The file of a key's seed. */
  public Path seed(String name) {
    return folder.resolve(name + ".seed");
  }
}
