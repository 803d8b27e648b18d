import java.nio.file.Path;
import org.jurigged.controller.api.Jurigged;
import org.jurigged.controller.api.Launch;
import org.jurigged.controller.api.Recoder;
import org.jurigged.controller.api.Session;
import org.jurigged.controller.api.Settings;

/** Starts a program, patches it, takes that back, patches it again and writes that into its source file. */
public class PatchDemo {
    /** Takes the path of Shop.java. */
    public static void main(String[] args) throws Exception {
        Path shop = Path.of(args[0]).toAbsolutePath();
        Launch launch = Launch.of(shop.toString()).with(Settings.in(shop.getParent()));
        try (Session session = Jurigged.launch(launch)) {
            Recoder price = session.recoder("Shop#price");

            price.patch("static int price(int net) { return net * 2; }");
            System.out.println("patched: " + price.status());
            price.revert();
            System.out.println("reverted: " + price.status());

            price.patchModule("""
                    static int price(int net) {
                        return net + tax(net);
                    }

                    static int tax(int net) {
                        return net * 19 / 100;
                    }
                    """);
            price.commit();
            System.out.println("committed: " + price.status());
            session.process().ifPresent(Process::destroy);
        }
    }
}
