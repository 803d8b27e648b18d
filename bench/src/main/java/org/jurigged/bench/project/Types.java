package org.jurigged.bench.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The types of a project, and which of them uses which: always earlier ones, of its own package and of others. */
final class Types {
    private static final List<String> AREAS =
            List.of("orders", "stock", "billing", "customers", "shipping", "prices", "reports", "staff", "web", "jobs");
    private static final List<String> NOUNS = List.of(
            "Invoice",
            "Parcel",
            "Account",
            "Contract",
            "Basket",
            "Shelf",
            "Payment",
            "Route",
            "Address",
            "Product",
            "Voucher",
            "Return",
            "Supplier",
            "Ticket",
            "Schedule",
            "Quote");
    private static final int FEWEST_PACKAGES = 50;
    private static final int MOST_PACKAGES = 100;
    private static final int USED = 3;

    private final List<TypeName> all = new ArrayList<>();
    private final int packages;

    Types(int count) {
        packages = Math.max(FEWEST_PACKAGES, Math.min(MOST_PACKAGES, count / 10));
        for (int i = 0; i < count; i++) {
            int number = (int) ((long) i * packages / count);
            String area = AREAS.get(number % AREAS.size());
            all.add(new TypeName(
                    "com.acme." + area + ".part" + number / AREAS.size(), NOUNS.get(i % NOUNS.size()) + i));
        }
    }

    List<TypeName> all() {
        return List.copyOf(all);
    }

    TypeName get(int index) {
        return all.get(index);
    }

    /** Returns what the type with this number uses: a neighbour, and others from anywhere before it. */
    List<TypeName> usedBy(int index, Random random) {
        List<TypeName> used = new ArrayList<>();
        for (int i = 0; i < USED && index > 0; i++) {
            TypeName type = all.get(i == 0 ? index - 1 : random.nextInt(index));
            if (!used.contains(type)) {
                used.add(type);
            }
        }
        return used;
    }
}
