package dev.jnet.testnet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** A computer of the test's network: a network namespace, in which commands run. */
public final class Host {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TestNet net;
  private final String namespace;
  private final String name;
  private final List<String> ipv4 = new ArrayList<>();
  private final List<String> ipv6 = new ArrayList<>();
  private int ethernets;
  private int tunnels;
  private int captures;

  Host(TestNet net, String namespace, String name) {
    this.net = net;
    this.namespace = namespace;
    this.name = name;
  }

  /** Its name in the test. */
  public String name() {
    return name;
  }

  /** The name of its network namespace, as {@code ip netns} has it. */
  public String namespace() {
    return namespace;
  }

  /** The IPv4 address of the first cable that gave it one. */
  public String ipv4() {
    return ipv4.get(0);
  }

  /** The IPv6 address of the first cable that gave it one. */
  public String ipv6() {
    return ipv6.get(0);
  }

  /** Its IPv4 addresses, in the order of the cables. */
  public List<String> ipv4s() {
    return Collections.unmodifiableList(ipv4);
  }

  /** Its IPv6 addresses, in the order of the cables. */
  public List<String> ipv6s() {
    return Collections.unmodifiableList(ipv6);
  }

  TestNet net() {
    return net;
  }

  /** Runs a command here as root, for at most 30 seconds. */
  public Outcome run(String... command) {
    return start(Privilege.ROOT, Installation.ENVIRONMENT, List.of(command)).await(PATIENCE);
  }

  /** Starts a command here as root; it ends with the network, if not before. */
  public Background start(String... command) {
    return start(Privilege.ROOT, Installation.ENVIRONMENT, List.of(command));
  }

  /** Starts a command here with a privilege and further environment variables. */
  public Background start(
      Privilege privilege, Map<String, String> environment, List<String> command) {
    List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    words.addAll(privilege.wrap(command));
    return net.start(environment, words);
  }

  /**
   * Has the test's own code run here, in this process, and gives what it returns. The sockets that
   * it opens stay here.
   *
   * @throws IllegalStateException around an exception of that code; its errors, such as a failed
   *     assertion, are thrown as they are
   */
  public <T> T inside(Callable<T> code) {
    return LibC.inside(namespace, code);
  }

  /** Runs {@code scripts/jnet} here as root, for at most 30 seconds. */
  public Outcome jnet(String... arguments) {
    return startJnet(Privilege.ROOT, arguments).await(PATIENCE);
  }

  /**
   * Runs {@code scripts/jnet} here as root, where the kernel refuses socket options as one that has
   * never heard of them, for at most 30 seconds.
   *
   * @param options each a level and an option, such as {@code "6:38"}
   */
  public Outcome jnetRefused(List<String> options, String... arguments) {
    List<String> words = new ArrayList<>(List.of("python3", "-c", Refusal.PROGRAM));
    words.add(String.join(",", options));
    words.add(Installation.launcher(Privilege.ROOT).toString());
    words.addAll(List.of(arguments));
    return start(Privilege.ROOT, Installation.ENVIRONMENT, words).await(PATIENCE);
  }

  /** Runs {@code scripts/jnet} here with a privilege, for at most 30 seconds. */
  public Outcome jnetAs(Privilege privilege, String... arguments) {
    return startJnet(privilege, arguments).await(PATIENCE);
  }

  /** Starts {@code scripts/jnet} here with a privilege. */
  public Background startJnet(Privilege privilege, String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(Installation.launcher(privilege).toString());
    words.addAll(List.of(arguments));
    return start(privilege, Installation.ENVIRONMENT, words);
  }

  /** Runs lines of {@code ip} here, such as {@code "route add default via 192.0.2.1"}. */
  public Host ip(String... lines) {
    net.shell("ip -n " + namespace + " -batch - <<'END'\n" + String.join("\n", lines) + "\nEND\n");
    return this;
  }

  /** Sets a kernel parameter of its network, such as {@code net.ipv4.icmp_ratelimit}. */
  public Host sysctl(String parameter, Object value) {
    String file = "/proc/sys/" + parameter.replace('.', '/');
    run("sh", "-ec", "echo '" + value + "' >" + file).orThrow();
    return this;
  }

  /**
   * Takes away the limits on how often it sends ICMP errors: those to one host, and, where the
   * kernel has it for each namespace by itself, that of all.
   */
  public Host talkative() {
    sysctl("net.ipv4.icmp_ratelimit", 0);
    sysctl("net.ipv6.icmp.ratelimit", 0);
    String all = "/proc/sys/net/ipv4/icmp_msgs_";
    run("sh", "-ec", "if test -e " + all + "burst; then echo 100000 | tee " + all + "*; fi")
        .orThrow();
    return this;
  }

  /** Loads rules in the language of {@code nft -f}. */
  public Host nft(String rules) {
    net.shell("ip netns exec " + namespace + " nft -f - <<'END'\n" + rules + "\nEND\n");
    return this;
  }

  /**
   * Loses a share of the packets that arrive here, at random; neighbor discovery apart, which would
   * take seconds to recover and say nothing about the path.
   *
   * @param percent 0 to 100; replaces what was set before
   */
  public Host loss(int percent) {
    return nft(
        "table inet testnet_loss {}\n"
            + "delete table inet testnet_loss\n"
            + "table inet testnet_loss { chain arriving { type filter hook prerouting priority -400;\n"
            + "iif lo accept\n"
            + "icmpv6 type { nd-router-solicit, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert } accept\n"
            + "numgen random mod 100 < "
            + percent
            + " drop\n"
            + "}\n}\n");
  }

  /**
   * Drops in silence what this router would forward and is longer than a number of bytes: a black
   * hole. (TCP of the kernels at the ends passes through here in segments not yet cut, which count
   * as one packet: see {@link #withoutSegmentationOffload()}.)
   */
  public Host blackHole(int longest) {
    return nft(
        "table inet testnet_hole { chain forwarded { type filter hook forward priority 0;\n"
            + "meta length > "
            + longest
            + " drop\n"
            + "}\n}\n");
  }

  /** Keeps this router from sending ICMP errors: it drops what it must in silence. */
  public Host silent() {
    return nft(
        """
        table inet testnet_silent { chain sent { type filter hook output priority 0;
        icmp type { destination-unreachable, time-exceeded, parameter-problem } drop
        icmpv6 type { destination-unreachable, packet-too-big, time-exceeded, parameter-problem } drop
        }
        }
        """);
  }

  /** Lets the kernel's TCP here cut its segments itself, as they would be on a real cable. */
  public Host withoutSegmentationOffload() {
    String[] lines = new String[ethernets];
    for (int i = 0; i < ethernets; i++) {
      lines[i] = "link set eth" + i + " gso_max_segs 1";
    }
    return ip(lines);
  }

  /**
   * Starts to capture what passes an interface here, whole frames, both ways, into a file of the
   * network's; returns when it captures.
   */
  public Capture capture(String networkInterface) {
    return Capture.whole(this, networkInterface, nextCapture(networkInterface));
  }

  /** The same of what leaves alone, and no more of a frame than tells that it left. */
  public Capture captureDepartures(String networkInterface) {
    return Capture.departures(this, networkInterface, nextCapture(networkInterface));
  }

  private Path nextCapture(String networkInterface) {
    return net.file(name + "-" + networkInterface + "-" + ++captures + ".pcap");
  }

  /** The MAC address of an interface here. */
  public String mac(String networkInterface) {
    return run("cat", "/sys/class/net/" + networkInterface + "/address").orThrow().out().strip();
  }

  String nextInterface(boolean ethernet) {
    return ethernet ? "eth" + ethernets++ : "tun" + tunnels++;
  }

  /**
   * A locally administered address that names the host and the interface: easy to tell apart in a
   * capture.
   */
  String nextMac() {
    int number = net.hosts().indexOf(this) + 1;
    return "02:00:00:00:" + hex(number) + ":" + hex(ethernets - 1);
  }

  private static String hex(int value) {
    return Integer.toHexString(0x100 | value).substring(1);
  }

  void keep(List<String> addresses) {
    for (String address : addresses) {
      (isIpv6(address) ? ipv6 : ipv4).add(withoutPrefix(address));
    }
  }

  static String withoutPrefix(String address) {
    return address.substring(0, address.indexOf('/'));
  }

  /** An address and a port in one word, an IPv6 address in brackets. */
  public static String endpoint(String address, int port) {
    return (isIpv6(address) ? "[" + address + "]" : address) + ":" + port;
  }

  static boolean isIpv6(String address) {
    return address.indexOf(':') >= 0;
  }
}
