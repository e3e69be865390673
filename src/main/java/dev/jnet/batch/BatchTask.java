package dev.jnet.batch;

import dev.jnet.probe.Via;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * What a command asks about each of many targets. A target is a line of {@code --targets}' file.
 */
public interface BatchTask {
  /**
   * The host that a target names.
   *
   * @throws IOException when the target cannot be read; that is its answer then
   */
  default String host(String target) throws IOException {
    return target;
  }

  /**
   * Opens the way to a target.
   *
   * @param address of the target's host
   * @throws IOException when the way cannot be opened; that is the target's answer then
   */
  OpenedTarget open(String target, InetAddress address) throws IOException;

  /**
   * The kind of probe that this machine's kernel also sends where a single target is asked; empty
   * for none.
   */
  default Optional<Via> witness() {
    return Optional.empty();
  }

  /** The JSON document that tells why a target could not be asked, in one line. */
  String error(String target, IOException e);

  /**
   * The names under which a file of earlier answers lists a target: the host, and a port after a
   * blank.
   *
   * @throws IOException when the target cannot be read
   */
  default List<String> keys(String target) throws IOException {
    return List.of(target);
  }
}
