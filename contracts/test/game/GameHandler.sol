// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {CommonBase} from "forge-std/Base.sol";
import {StdUtils} from "forge-std/StdUtils.sol";
import {Vm} from "forge-std/Vm.sol";

import {Hourglass} from "../../src/game/Hourglass.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {Island} from "../../src/game/Island.sol";
import {Items} from "../../src/game/Items.sol";
import {PlayerSlot} from "../../src/game/PlayerSlot.sol";
import {Table} from "../../src/game/generated/Table.sol";

/// @notice Plays at random for three players, and keeps from events and table what must then exist. Never reverts.
contract GameHandler is CommonBase, StdUtils {
    Hourglass public immutable GAME;
    address[3] public players = [address(0xA11CE), address(0xB0B), address(0xCA201)];

    mapping(uint256 item => uint256) public minted;
    mapping(uint256 item => uint256) public burned;
    mapping(address player => mapping(uint256 quest => uint256)) public paid;
    mapping(address player => mapping(uint256 relic => uint256)) public finds;
    mapping(address player => mapping(uint256 week => mapping(uint256 chest => uint256))) public opened;
    mapping(string action => uint256) public calls;
    uint256 public sandMinted;
    uint256 public sandBurned;
    /// @notice Set when an action changed the state of somebody who did not play it.
    bool public touchedOthers;

    constructor(Hourglass game) {
        GAME = game;
    }

    /// @notice Gives everybody some of everything, and records it, so that random actions often succeed.
    function enrich() external {
        for (uint256 i = 0; i < players.length; ++i) {
            vm.startPrank(address(GAME));
            for (uint256 item = 1; item <= Table.ITEM_COUNT; ++item) {
                GAME.ITEMS().mint(players[i], item, 6);
                minted[item] += 6;
            }
            GAME.SAND().mint(players[i], 100 ether);
            sandMinted += 100 ether;
            vm.stopPrank();
        }
    }

    function move(uint256 who, bytes32 steps, uint256 length) external {
        bytes memory path = new bytes(bound(length, 1, 6));
        for (uint256 i = 0; i < path.length; ++i) {
            path[i] = bytes1(uint8(steps[i]) % 4);
        }
        _play("move", who, abi.encodeCall(IHourglass.move, (path)));
    }

    /// @dev Four times out of five beside the player; otherwise hardly anything would be gathered.
    function gather(uint256 who, uint256 tile) external {
        uint256 at = GAME.readPlayer(_player(who)).tile;
        uint256[5] memory reach = [at, at - 64, at + 1, at + 64, at - 1];
        _play("gather", who, abi.encodeCall(IHourglass.gather, (tile % 5 == 0 ? tile : reach[tile / 5 % 5])));
    }

    /// @dev Moves onto one of the camp's nodes, since random steps rarely stop there.
    function visitCampNode(uint256 who, uint256 which) external {
        address player = _player(who);
        vm.prank(player);
        try GAME.move([bytes(hex"0101"), hex"0303", hex"0000", hex"0202"][which % 4]) {} catch {}
        this.gather(who, 5);
    }

    function craft(uint256 who, uint256 recipe) external {
        _play("craft", who, abi.encodeCall(IHourglass.craft, (bound(recipe, 0, Table.RECIPE_COUNT + 1))));
    }

    function equip(uint256 who, uint256 item) external {
        _play("equip", who, abi.encodeCall(IHourglass.equip, (bound(item, 0, Table.ITEM_COUNT + 1))));
    }

    function claim(uint256 who, uint256 quest) external {
        _play("claim", who, abi.encodeCall(IHourglass.claim, (bound(quest, 0, Table.QUEST_COUNT + 1))));
    }

    function buy(uint256 who, uint256 item, uint256 maxSand) external {
        if (item % 4 != 3) _standOn(_player(who), Table.CAMP);
        _play("buy", who, abi.encodeCall(IHourglass.buy, (bound(item, 0, Table.ITEM_COUNT + 1), maxSand)));
    }

    /// @dev Only the owner may do this: it moves items between players and creates nothing.
    function transfer(uint256 who, uint256 to, uint256 item, uint256 amount) external {
        Items items = GAME.ITEMS();
        vm.prank(_player(who));
        try items.safeTransferFrom(_player(who), _player(to), bound(item, 1, Table.ITEM_COUNT), amount % 3, "") {
            calls["transfer"]++;
        } catch {}
    }

    function embark(uint256 who) external {
        if (who % 4 != 3) _standOn(_player(who), Table.CAMP);
        _play("embark", who, abi.encodeCall(IHourglass.embark, ()));
    }

    function finish(uint256 who) external {
        if (who % 4 != 3) _standOn(_player(who), Table.CAMP);
        _play("finish", who, abi.encodeCall(IHourglass.finish, ()));
    }

    function bank(uint256 who, uint256 amount) external {
        if (amount % 4 != 3) _standOn(_player(who), Table.CAMP);
        _play("bank", who, abi.encodeCall(IHourglass.bank, (amount % 40 ether)));
    }

    function withdraw(uint256 who, uint256 amount) external {
        _play("withdraw", who, abi.encodeCall(IHourglass.withdraw, (amount % 40 ether)));
    }

    /// @dev One player settles for another; the test of {IHourglass.settle} covers what that may change.
    function settle(uint256 who, uint256 whose) external {
        bytes32 owned = _hashOwned();
        vm.prank(_player(who));
        try GAME.settle(_player(whose)) {
            calls["settle"]++;
        } catch {}
        if (_hashOwned() != owned) touchedOthers = true;
    }

    /// @dev Beside a site, four times out of five: random steps would never get there.
    function unearth(uint256 who, uint256 which, uint256 tile) external {
        if (which % 5 != 0) {
            tile = (GAME.SITES() >> (16 * (which % (Table.RELIC_COUNT + Table.CHEST_COUNT)))) & 0xffff;
            _standOn(_player(who), tile);
        }
        _play("unearth", who, abi.encodeCall(IHourglass.unearth, (tile)));
    }

    function wait(uint256 seconds_) external {
        vm.warp(block.timestamp + bound(seconds_, 1, 3600));
    }

    function _play(string memory action, uint256 who, bytes memory data) private {
        address player = _player(who);
        bytes32 others = _hashOthers(player);
        vm.recordLogs();
        vm.prank(player);
        (bool ok,) = address(GAME).call(data);
        if (ok) {
            calls[action]++;
            _book(player, vm.getRecordedLogs());
        }
        if (_hashOthers(player) != others) touchedOthers = true;
    }

    function _book(address player, Vm.Log[] memory logs) private {
        for (uint256 i = 0; i < logs.length; ++i) {
            bytes32 topic = logs[i].topics[0];
            if (topic == IHourglass.Gathered.selector) {
                (uint256 item, uint256 amount,,) = abi.decode(logs[i].data, (uint256, uint256, uint256, uint256));
                minted[item] += amount;
            } else if (topic == IHourglass.Crafted.selector) {
                (uint256 inputs, uint256 item, uint256 amount) = Table.recipe(uint256(logs[i].topics[2]));
                for (; inputs != 0; inputs >>= 32) {
                    burned[(inputs >> 16) & 0xffff] += inputs & 0xffff;
                }
                minted[item] += amount;
            } else if (topic == IHourglass.QuestClaimed.selector) {
                uint256 quest = uint256(logs[i].topics[2]);
                (uint256 kind, uint256 subject, uint256 amount, uint256 sand) = Table.quest(quest);
                if (kind == Table.ASK_BRING) burned[subject] += amount;
                paid[player][quest]++;
                sandMinted += sand;
            } else if (topic == IHourglass.RelicFound.selector) {
                (uint256 item,) = abi.decode(logs[i].data, (uint256, uint256));
                minted[item] += 1;
                finds[player][uint256(logs[i].topics[2])]++;
            } else if (topic == IHourglass.ChestOpened.selector) {
                (uint256 week, uint256 sand, uint256 item, uint256 amount) =
                    abi.decode(logs[i].data, (uint256, uint256, uint256, uint256));
                burned[Table.CHEST_KEY] += 1;
                minted[item] += amount;
                sandMinted += sand;
                opened[player][week][uint256(logs[i].topics[2])]++;
            } else if (topic == IHourglass.Bought.selector) {
                minted[uint256(logs[i].topics[2])] += 1;
                sandBurned += abi.decode(logs[i].data, (uint256));
            }
        }
    }

    /// @dev A shortcut across ground that a player might not be able to cross; ends on open ground.
    function _standOn(address player, uint256 tile) private {
        bytes32 key = keccak256(abi.encode(player, uint256(0)));
        PlayerSlot slot = PlayerSlot.wrap(uint256(vm.load(address(GAME), key)));
        (uint256 open, uint256[5] memory near) = (Table.FREE_BIOMES, [tile, tile - 64, tile + 1, tile + 64, tile - 1]);
        for (uint256 i = 0; i < Table.SLOT_COUNT; ++i) {
            open |= Table.opens(slot.worn(i));
        }
        for (uint256 i = 0; i < near.length; ++i) {
            if ((open >> Island.biomeAt(GAME.SEED(), near[i])) & 1 == 0) continue;
            vm.store(address(GAME), key, bytes32(PlayerSlot.unwrap(slot.withJoined().withTile(near[i]))));
            return;
        }
    }

    function _hashOwned() private view returns (bytes32 hash) {
        for (uint256 i = 0; i < players.length; ++i) {
            IHourglass.PlayerView memory seen = GAME.readPlayer(players[i]);
            hash = keccak256(abi.encode(hash, seen.tile, seen.worn, seen.items, seen.sand, seen.vault, seen.claimed));
        }
    }

    function _hashOthers(address player) private view returns (bytes32 hash) {
        for (uint256 i = 0; i < players.length; ++i) {
            if (players[i] != player) hash = keccak256(abi.encode(hash, GAME.readPlayer(players[i])));
        }
    }

    function _player(uint256 who) private view returns (address) {
        return players[who % players.length];
    }
}
