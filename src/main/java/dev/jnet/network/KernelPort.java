package dev.jnet.network;

import dev.jnet.handshake.KernelSocket;
import dev.jnet.host.HostException;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A TCP port from which this machine's kernel makes the connections: known before the first SYN, so
 * that a capture's filter can name it.
 */
public final class KernelPort implements AutoCloseable {
  private final SocketChannel reserved;
  private final int number;

  /** The sockets that may be open. Of tens of thousands of ports, only a few are open at a time. */
  private final Set<Connecting> open = new HashSet<>();

  private KernelPort(SocketChannel reserved, int number) {
    this.reserved = reserved;
    this.number = number;
  }

  /** A port that was free. */
  static KernelPort open() throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      // several sockets may have one port, as long as all of them say so and none listens
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(null);
      return new KernelPort(channel, ((InetSocketAddress) channel.getLocalAddress()).getPort());
    } catch (BindException e) {
      channel.close();
      throw HostException.noFreePort("TCP");
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  public int number() {
    return number;
  }

  /**
   * What has to be captured, in libpcap's filter language: its segments, and ICMP errors about
   * them.
   */
  public String filter() {
    return "icmp or tcp port " + number;
  }

  /** A socket for a connection from here, not opened yet. */
  public KernelSocket socket(InetAddress source, InetAddress target, int port) {
    return new Connecting(
        new InetSocketAddress(source, number), new InetSocketAddress(target, port));
  }

  /** How many of its sockets are open. */
  int openSockets() {
    return open.size();
  }

  @Override
  public void close() throws IOException {
    for (Connecting socket : List.copyOf(open)) {
      socket.close();
    }
    reserved.close();
  }

  private final class Connecting implements KernelSocket {
    private final InetSocketAddress from;
    private final InetSocketAddress to;
    private SocketChannel channel;

    Connecting(InetSocketAddress from, InetSocketAddress to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public void connect() throws IOException {
      ProtocolFamily family =
          Addresses.version(to.getAddress()) == 4
              ? StandardProtocolFamily.INET
              : StandardProtocolFamily.INET6;
      channel = SocketChannel.open(family);
      open.add(this);
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(from);
      channel.connect(to);
    }

    @Override
    public boolean isConnected() throws IOException {
      return channel.isConnected() || channel.finishConnect();
    }

    @Override
    public int write(byte[] data, int from) throws IOException {
      return channel.write(ByteBuffer.wrap(data, from, data.length - from));
    }

    @Override
    public Optional<byte[]> read(int most) throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(most);
      int length = channel.read(buffer);
      return length < 0 ? Optional.empty() : Optional.of(Arrays.copyOf(buffer.array(), length));
    }

    @Override
    public void shutdown() throws IOException {
      channel.shutdownOutput();
    }

    @Override
    public void abort() throws IOException {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      close();
    }

    @Override
    public void close() throws IOException {
      if (channel != null) {
        channel.close();
        open.remove(this);
      }
    }
  }
}
