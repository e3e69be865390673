package dev.jnet.command.doctor;

import dev.jnet.testnet.Chain;
import dev.jnet.testnet.WebTransfers;

/** What has some connections lose large packets, and others not, where there is one path. */
enum OnePath {
  /** The server accepts no connection, and has room for two that wait. */
  SHORT_QUEUE(2, 0, ""),
  /** The server serves one connection at a time, for half a second each. */
  BUSY(16, 0.5, ""),
  /** The second router loses a third of the large packets. */
  LOSS_OF_LARGE(64, 0, "meta length > 1000 numgen random mod 100 < 30 drop"),
  /** The second router loses a third of the packets. */
  LOSS_OF_ALL(64, 0, "meta l4proto != ipv6-icmp numgen random mod 100 < 30 drop"),
  /** The second router lets 32 kilobytes pass in a second. */
  POLICER(64, 0, "limit rate over 32 kbytes/second burst 8 kbytes drop");

  private static final String SERVER =
      """
      import select, signal, socket, sys
      s = socket.create_server(('::', int(sys.argv[1])), family=socket.AF_INET6, backlog=int(sys.argv[2]))
      print('ready', flush=True)
      held = []
      pause = float(sys.argv[3])
      while int(sys.argv[2]) > 2:
        held.append(s.accept()[0])
        select.select([], [], [], pause)
        if pause:
          held.pop().close()
      signal.pause()
      """;

  private final int queue;
  private final double seconds;
  private final String rule;

  OnePath(int queue, double seconds, String rule) {
    this.queue = queue;
    this.seconds = seconds;
    this.rule = rule;
  }

  /** Starts the server on {@link WebTransfers#PORT}, and has the router drop what it drops. */
  void build(Chain chain) {
    chain
        .server()
        .start("python3", "-u", "-c", SERVER, "" + WebTransfers.PORT, "" + queue, "" + seconds)
        .awaitOutput("ready");
    chain
        .router(2)
        .nft(
            "table inet fault { chain forward { type filter hook forward priority 0;\n"
                + rule
                + "\n}; }");
  }
}
