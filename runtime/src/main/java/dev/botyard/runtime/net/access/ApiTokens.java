package dev.botyard.runtime.net.access;

import dev.botyard.runtime.infra.secret.Sha256;
import dev.botyard.runtime.infra.secret.RandomToken;
import dev.botyard.runtime.infra.secret.Secrets;
import dev.botyard.runtime.infra.store.StoreException;
import dev.botyard.runtime.net.http.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tokens with a name and a role, besides the admin token. The host keeps hashes: a token has 256 random bits, so that a plain hash is enough.
/// Thread-safe.
public final class ApiTokens {
    /// How many there may be.
    public static final int MOST = 200;
    private static final Logger log = LoggerFactory.getLogger(ApiTokens.class);
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");
    private static final Duration USE_STEP = Duration.ofMinutes(1);
    /// By which people and scanners of leaked secrets know them.
    private static final String START = "by_";

    private final TokenShelf shelf;
    private final InstantSource clock;
    private final Map<String, TokenShelf.Kept> byName = new ConcurrentHashMap<>();

    public ApiTokens(TokenShelf shelf, InstantSource clock) {
        this.shelf = shelf;
        this.clock = clock;
        shelf.all().forEach(kept -> byName.put(kept.token().name(), kept));
    }

    /// Whether a token may be called so.
    public static boolean fits(String name) {
        return NAME.matcher(name).matches() && !name.equals(Caller.ADMIN);
    }

    /// Those that there are, by name.
    public List<ApiToken> all() {
        return byName.values().stream().map(TokenShelf.Kept::token).sorted(Comparator.comparing(ApiToken::name)).toList();
    }

    public Optional<ApiToken> named(String name) {
        return Optional.ofNullable(byName.get(name)).map(TokenShelf.Kept::token);
    }

    /// Makes one.
    ///
    /// @param name one that fits and that no other has
    /// @return the token itself, which is nowhere else
    /// @throws StoreException when it cannot be kept; then there is none
    public synchronized String create(String name, Role role) {
        if (!fits(name) || byName.containsKey(name) || byName.size() >= MOST) {
            throw new IllegalArgumentException("no token can be called " + name);
        }
        String token = START + RandomToken.make();
        Secrets.process().add(token);
        TokenShelf.Kept kept = new TokenShelf.Kept(new ApiToken(name, role, clock.instant(), Optional.empty()), hash(token));
        shelf.put(kept);
        byName.put(name, kept);
        return token;
    }

    /// Lets a token open nothing any more.
    ///
    /// @return false when there is none with this name
    public synchronized boolean revoke(String name) {
        // First: whatever becomes of the store, it is over in this process.
        boolean known = byName.remove(name) != null;
        shelf.remove(name);
        return known;
    }

    /// Whose token this is; it counts as used.
    Optional<ApiToken> find(String shown) {
        Optional<TokenShelf.Kept> found = owner(shown);
        found.ifPresent(this::used);
        return found.map(TokenShelf.Kept::token);
    }

    /// Whether it is a token; nobody counts as seen by that.
    boolean knows(String shown) {
        return owner(shown).isPresent();
    }

    private Optional<TokenShelf.Kept> owner(String shown) {
        if (!shown.startsWith(START) || byName.isEmpty()) {
            return Optional.empty();
        }
        String hash = hash(shown);
        return byName.values().stream().filter(kept -> Tokens.equal(kept.hash(), hash)).findFirst();
    }

    private void used(TokenShelf.Kept kept) {
        ApiToken token = kept.token();
        Instant now = clock.instant();
        boolean lately = token.lastUse().filter(last -> Duration.between(last, now).compareTo(USE_STEP) < 0).isPresent();
        if (!lately) {
            note(kept, new TokenShelf.Kept(new ApiToken(token.name(), token.role(), token.created(), Optional.of(now)),
                    kept.hash()));
        }
    }

    /// Unless it was revoked meanwhile: whoever uses it at that moment must not bring it back.
    private synchronized void note(TokenShelf.Kept before, TokenShelf.Kept after) {
        if (byName.replace(before.token().name(), before, after)) {
            try {
                shelf.put(after);
            } catch (StoreException e) {
                log.warn("the last use of the token {} is not kept over a restart: {}", after.token().name(), e.getMessage());
            }
        }
    }

    private static String hash(String token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(token));
    }
}
