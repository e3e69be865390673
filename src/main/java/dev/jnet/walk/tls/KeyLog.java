package dev.jnet.walk.tls;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;

/**
 * Makes the lines of a key log in the NSS key log format: a label, the client's random number, and
 * the secret. Each line is given once.
 */
public final class KeyLog {
  private final Set<String> seen = new HashSet<>();
  private String random = "";
  private int serverUpdates;
  private int clientUpdates;

  /** The lines for those secrets that are new, in the order of the handshake. */
  public List<String> add(byte[] clientRandom, EngineSecrets secrets) {
    String client = HexFormat.of().formatHex(clientRandom);
    if (!client.equals(random)) {
      random = client; // another connection, whose secrets are numbered from 0
      serverUpdates = 0;
      clientUpdates = 0;
    }
    List<String> lines = new ArrayList<>();
    add(lines, secrets.serverHandshake(), "SERVER_HANDSHAKE_TRAFFIC_SECRET");
    add(lines, secrets.clientHandshake(), "CLIENT_HANDSHAKE_TRAFFIC_SECRET");
    if (add(lines, secrets.serverTraffic(), "SERVER_TRAFFIC_SECRET_" + serverUpdates)) {
      serverUpdates++;
    }
    if (add(lines, secrets.clientTraffic(), "CLIENT_TRAFFIC_SECRET_" + clientUpdates)) {
      clientUpdates++;
    }
    add(lines, secrets.master(), "CLIENT_RANDOM");
    return lines;
  }

  /**
   * Adds a secret's line, unless its side has had this secret before. During the handshake the
   * secrets of the handshake are also read as those of the traffic.
   */
  private boolean add(List<String> lines, Optional<SecretKey> secret, String label) {
    if (secret.isEmpty()) {
      return false;
    }
    String value = random + " " + HexFormat.of().formatHex(secret.get().getEncoded());
    String side = label.startsWith("CLIENT_RANDOM") ? label : label.substring(0, 6);
    if (!seen.add(side + value)) {
      return false;
    }
    lines.add(label + " " + value);
    return true;
  }
}
