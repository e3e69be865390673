package dev.jnet.command.mesh;

import dev.jnet.console.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Three sites around a router, each in a network namespace of its own. The router sends at most
 * 1400 bytes to rome, so that there is something to find; what rome sends may have 1500. It reports
 * from one address to all sites, so their traces show one router.
 */
final class TryNetwork implements AutoCloseable {
  /** The sites. Site N, counted from 1, reaches the router at 198.18.N.1. */
  static final List<String> SITES = List.of("berlin", "paris", "rome");

  /** The host that all sites are joined to. */
  static final String ROUTER = "router";

  private static final String PREPARE =
      """
      p=$1; shift
      for each in router "$@"; do
        ip netns add "$p-$each"
        ip -n "$p-$each" link set lo up
      done
      ip netns exec "$p-router" sh -ec '
        cd /proc/sys/net
        echo 1 >ipv4/ip_forward
        echo 0 >ipv4/icmp_ratelimit
        ip addr add 198.18.0.1/32 dev lo
        if test -d ipv6; then
          echo 1 >ipv6/conf/all/forwarding
          echo 0 >ipv6/icmp/ratelimit
          ip addr add 2001:db8::1/128 dev lo
        fi'
      n=0
      for site in "$@"; do
        n=$((n + 1)) narrow=
        if test "$site" = rome; then narrow="mtu lock 1400"; fi
        ip link add "$site" netns "$p-router" type veth peer name eth0 netns "$p-$site"
        ip -n "$p-router" link set "$site" up
        ip -n "$p-$site" link set eth0 up
        ip -n "$p-router" addr add 198.18.$n.1/24 dev "$site"
        ip -n "$p-$site" addr add 198.18.$n.2/24 dev eth0
        ip -n "$p-$site" route add default via 198.18.$n.1
        ip -n "$p-router" route add 198.18.$n.2 dev "$site" src 198.18.0.1 $narrow
        if test -d /proc/sys/net/ipv6; then
          ip -n "$p-router" addr add 2001:db8:$n::1/64 dev "$site" nodad
          ip -n "$p-$site" addr add 2001:db8:$n::2/64 dev eth0 nodad
          ip -n "$p-$site" -6 route add default via 2001:db8:$n::1
          ip -n "$p-router" route add 2001:db8:$n::2 dev "$site" src 2001:db8::1 $narrow
        fi
      done
      """;

  private static final String REMOVE =
      "p=$1; shift; for each in router \"$@\"; do ip netns del \"$p-$each\" || :; done";

  private final String prefix = "jnet-try-" + ProcessHandle.current().pid();

  private TryNetwork() {}

  /**
   * Makes the namespaces.
   *
   * @throws CommandException when that is not possible here, with the reason
   */
  static TryNetwork create() throws IOException {
    TryNetwork network = new TryNetwork();
    String trouble = network.shell(PREPARE);
    if (!trouble.isEmpty()) {
      network.close();
      throw new CommandException(
          "permission",
          "cannot make network namespaces here: " + trouble.lines().findFirst().orElseThrow());
    }
    return network;
  }

  /** The words that run a program at a site, or at the router. */
  List<String> at(String host, List<String> program) {
    List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", prefix + "-" + host));
    words.addAll(program);
    return words;
  }

  /** Removes the namespaces, also those that were made in part. */
  @Override
  public void close() throws IOException {
    shell(REMOVE);
  }

  /** Runs a script. Returns what it complains about; empty when it came to its end. */
  private String shell(String script) throws IOException {
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-ec", script, "sh", prefix));
    words.addAll(SITES);
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("PATH", InstalledProgram.PATH);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      int code = process.waitFor();
      return code == 0 ? "" : said.isBlank() ? "exit code " + code : said.strip();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
