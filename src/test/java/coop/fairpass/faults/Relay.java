package coop.fairpass.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * A door that stays at its port whatever stands behind it, and that may cut what passes: each connection is given, when
 * it is opened, the number of bytes of answers after which both its ends are cut, in the middle of a word if need be.
 */
final class Relay implements AutoCloseable {

    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile LongSupplier bytesBeforeTheCut = () -> Long.MAX_VALUE;

    Relay(int target) throws IOException {
        this.door = new ServerSocket(0, 2_000, InetAddress.getLoopbackAddress());
        this.target = target;
        Thread.ofVirtual().start(this::welcome);
    }

    int port() {
        return door.getLocalPort();
    }

    /** What stands behind the door from now on; open connections stay as they are. */
    void leadTo(int port) {
        target = port;
    }

    /** How long each new connection lives, in bytes of answers. */
    void cutAfter(LongSupplier bytes) {
        bytesBeforeTheCut = bytes;
    }

    private void welcome() {
        while (!door.isClosed()) {
            Socket client;
            try {
                client = door.accept();
            } catch (IOException _) {
                return; // closed
            }
            Thread.ofVirtual().start(() -> join(client));
        }
    }

    private void join(Socket client) {
        try (client;
                var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            open.add(client);
            open.add(server);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            var questions = Thread.ofVirtual().start(() -> {
                pass(client, server, Long.MAX_VALUE);
                close(client);
                close(server);
            });
            pass(server, client, bytesBeforeTheCut.getAsLong());
            close(client);
            close(server);
            questions.join();
        } catch (IOException _) {
            // Nobody is behind the door: whoever knocked sees it closed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private static void pass(Socket from, Socket to, long most) {
        var bytes = new byte[8_192];
        long left = most;
        try {
            for (int read = from.getInputStream().read(bytes);
                    read >= 0;
                    read = from.getInputStream().read(bytes)) {
                int passed = (int) Math.min(read, left);
                to.getOutputStream().write(bytes, 0, passed);
                left -= passed;
                if (left == 0) {
                    return;
                }
            }
        } catch (IOException _) {
            // One of the two has gone.
        }
    }

    private void close(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException _) {
            // It is closed all the same.
        }
    }

    /** Cuts whatever passes now. */
    void cutAll() {
        open.forEach(this::close);
    }

    @Override
    public void close() throws IOException {
        door.close();
        cutAll();
    }
}
