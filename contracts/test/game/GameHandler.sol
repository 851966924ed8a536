// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {CommonBase} from "forge-std/Base.sol";
import {StdUtils} from "forge-std/StdUtils.sol";
import {Vm} from "forge-std/Vm.sol";

import {Island} from "../../src/game/Island.sol";
import {Items} from "../../src/game/Items.sol";
import {Sand} from "../../src/game/Sand.sol";
import {Table} from "../../src/game/generated/Table.sol";
import {DigSites} from "../../src/game/DigSites.sol";
import {Hourglass} from "../../src/game/Hourglass.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {Pack} from "../../src/game/Pack.sol";
import {Profile} from "../../src/game/Profile.sol";
import {Run, RunLib} from "../../src/game/Run.sol";
import {Numbers} from "../../src/game/generated/Numbers.sol";

/// @notice Plays at random for three players, and keeps from events what must then exist. Never reverts.
contract GameHandler is CommonBase, StdUtils {
    Hourglass public immutable GAME;
    address[3] public players = [address(0xA11CE), address(0xB0B), address(0xCA201)];

    mapping(uint256 relic => uint256) public minted;
    mapping(address player => mapping(uint256 day => uint256)) public dailies;
    mapping(string action => uint256) public calls;
    uint256 public sandMinted;
    uint256 public sandBurned;
    /// @notice Set when an action changed the state of somebody who did not play it.
    bool public touchedOthers;
    /// @notice Set when an expedition lost points, or its end moved.
    bool public lostPoints;
    /// @notice Set when an expedition of practice or of a room was paid.
    bool public paidForNothing;

    constructor(Hourglass game) {
        GAME = game;
    }

    /// @notice Gives everybody Sand and relics, and records it.
    function enrich() external {
        (Sand sand, Items items) = (GAME.SAND(), GAME.ITEMS());
        for (uint256 i = 0; i < players.length; ++i) {
            vm.startPrank(address(GAME));
            sand.mint(players[i], 1_000 ether);
            sandMinted += 1_000 ether;
            for (uint256 relic = 1; relic <= 6; ++relic) {
                items.mint(players[i], Table.relic(relic), 1);
                minted[relic] += 1;
            }
            vm.stopPrank();
        }
    }

    function embark(uint256 who, uint256 plan, uint256 tool) external {
        uint256 mode = plan % 3;
        uint256 length = 1 + (plan >> 8) % 3;
        uint256 of_ = mode == 1 ? (plan >> 16) % 4 : mode == 2 ? 1 + (plan >> 16) % 3 : 0;
        uint256 choice = mode | length << 2 | (1 + (plan >> 64) % 3) << 4 | (tool % 5) << 6 | (plan >> 72) % 3 << 9
            | (plan >> 80) % 5 << 11 | of_ << 14;
        _play("embark", who, abi.encodeCall(IHourglass.embark, (choice)));
    }

    function move(uint256 who, bytes32 steps, uint256 length) external {
        bytes memory path = new bytes(bound(length, 1, 6));
        for (uint256 i = 0; i < path.length; ++i) {
            path[i] = bytes1(uint8(steps[i]) % 4);
        }
        _play("move", who, abi.encodeCall(IHourglass.move, (path)));
    }

    /// @dev Random steps rarely stop where something grows: several nodes, wherever they are.
    function gather(uint256 who, uint256 tile) external {
        _setOut(who, tile);
        uint256 seed = _run(who).seed();
        for (uint256 found = 0; found < 4; ++found) {
            tile = (tile % Island.TILES + 17) % Island.TILES;
            for (uint256 i = 0; i < 64 && Island.resourceAt(seed, tile) == 0; ++i) {
                tile = (tile + 1) % Island.TILES;
            }
            _standOn(who, tile);
            _play("gather", who, abi.encodeCall(IHourglass.gather, (tile)));
        }
    }

    /// @dev All layers of a site, as far as the grains go, with a spade that was given.
    function unearth(uint256 who, uint256 region) external {
        _setOut(who, region);
        _give(who, Table.SPADE);
        (uint256 tile,) = DigSites.inRegion(_run(who).seed(), _tide(who), region % 64);
        _standOn(who, tile);
        for (uint256 layer = 0; layer < 3; ++layer) {
            _play("unearth", who, abi.encodeCall(IHourglass.unearth, (tile)));
            vm.warp(block.timestamp + 15);
        }
    }

    /// @dev Mostly what takes little.
    function craft(uint256 who, uint256 recipe) external {
        recipe = recipe % 4 == 0 ? bound(recipe, 0, Numbers.RECIPES + 1) : 1 + recipe % 3;
        _play("craft", who, abi.encodeCall(IHourglass.craft, (recipe)));
    }

    function equip(uint256 who, uint256 item) external {
        _setOut(who, item);
        if (item % 4 != 0) _give(who, item % Table.KEY);
        _play("equip", who, abi.encodeCall(IHourglass.equip, (item % Table.KEY)));
    }

    function bank(uint256 who, uint256 tile) external {
        this.gather(who, tile);
        _standAtCamp(who);
        _play("bank", who, abi.encodeCall(IHourglass.bank, ()));
    }

    function claim(uint256 who, uint256 errand, uint256 mark) external {
        _setOut(who, errand);
        Run run = _run(who);
        errand %= 6;
        _standOn(who, GAME.CHART().errandAt(run.seed(), run.length(), _tide(who), errand).tiles[mark % 3]);
        _play("claim", who, abi.encodeCall(IHourglass.claim, (errand)));
    }

    function buy(uint256 who, uint256 which, uint256 maxSand) external {
        uint256[7] memory goods =
            [Numbers.OIL, Numbers.RATION, Table.BOOTS, Table.SPADE, Table.RAFT, Table.LANTERN, Table.SATCHEL];
        _setOut(who, maxSand);
        _standAtCamp(who);
        _play("buy", who, abi.encodeCall(IHourglass.buy, (goods[which % 7], maxSand % 100 ether)));
    }

    function signal(uint256 who, uint256 kind) external {
        _play("signal", who, abi.encodeCall(IHourglass.signal, (kind % 9)));
    }

    function finish(uint256 who) external {
        _standAtCamp(who);
        _play("finish", who, abi.encodeCall(IHourglass.finish, ()));
    }

    function withdraw(uint256 who, uint256 amount) external {
        uint256 vault = Profile.wrap(GAME.readPlayer(_player(who)).profile).vault();
        if (amount % 4 != 0 && vault != 0) amount = 1 + amount % vault;
        _play("withdraw", who, abi.encodeCall(IHourglass.withdraw, (amount)));
    }

    /// @dev Only the owner may do this: it moves relics between players and creates nothing.
    function transfer(uint256 who, uint256 to, uint256 relic) external {
        Items items = GAME.ITEMS();
        vm.prank(_player(who));
        try items.safeTransferFrom(_player(who), _player(to), Table.relic(1 + relic % 6), 1, "") {
            calls["transfer"]++;
        } catch {}
    }

    function openRoom(uint256 who, uint256 length) external {
        _play("openRoom", who, abi.encodeCall(IHourglass.openRoom, (block.timestamp, 1 + length % 3)));
    }

    /// @dev As somebody does who keeps the game: the day, and the newest rooms.
    function keep(uint256 who) external {
        for (uint256 i = 0; i < 2; ++i) {
            _play("openDay", who, abi.encodeCall(IHourglass.openDay, ()));
            for (uint256 room = 1; room <= 3; ++room) {
                _play("drawRoom", who, abi.encodeCall(IHourglass.drawRoom, (room)));
            }
            vm.roll(block.number + 3);
        }
    }

    function wait(uint256 seconds_) external {
        vm.warp(block.timestamp + (seconds_ % 8 == 0 ? 1 days : 1 + seconds_ % 60));
        vm.roll(block.number + 1 + seconds_ % 40);
    }

    /// @dev Who is not out sets out: on the expedition of the day if that goes, else for practice.
    function _setOut(uint256 who, uint256 draw) private {
        Run run = _run(who);
        if (run.length() != 0 && block.timestamp < run.endsAt()) return;
        uint256 choice = 2 << 2 | (1 + draw % 3) << 4 | (draw % 5) << 6 | (draw % 3) << 9;
        _play("embark", who, abi.encodeCall(IHourglass.embark, (choice)));
        if (_run(who).length() == 0 || block.timestamp >= _run(who).endsAt()) {
            _play("embark", who, abi.encodeCall(IHourglass.embark, (choice | 1 | (draw % 4) << 14)));
        }
    }

    /// @dev A tool, where there is an expedition; it is not put on.
    function _give(uint256 who, uint256 tool) private {
        if (Table.place(tool) == 0) return;
        bytes32 slot = keccak256(abi.encode(_player(who), uint256(1)));
        Pack pack = Pack.wrap(uint256(vm.load(address(GAME), slot))).withTool(tool);
        vm.store(address(GAME), slot, bytes32(Pack.unwrap(pack)));
        if (tool != Table.SPADE) return;
        slot = keccak256(abi.encode(_player(who), uint256(0)));
        vm.store(address(GAME), slot, bytes32(Run.unwrap(_run(who).withWorn(RunLib.HAND, tool))));
    }

    function _tide(uint256 who) private view returns (uint256) {
        uint256 lasts = Numbers.secondsOf(_run(who).length());
        return 3 * (block.timestamp + lasts - _run(who).endsAt()) / lasts;
    }

    function _play(string memory action, uint256 who, bytes memory data) private {
        address player = _player(who);
        (bytes32 others, Run before) = (_hashOthers(player), _run(who));
        vm.recordLogs();
        vm.prank(player);
        (bool ok,) = address(GAME).call(data);
        if (ok) {
            calls[action]++;
            _book(player, before, vm.getRecordedLogs());
        }
        if (_hashOthers(player) != others) touchedOthers = true;
        Run afterwards = _run(who);
        if (afterwards.length() == 0 || afterwards.number() != before.number()) return;
        if (afterwards.points() < before.points() || afterwards.endsAt() != before.endsAt()) lostPoints = true;
    }

    function _book(address player, Run run, Vm.Log[] memory logs) private {
        for (uint256 i = 0; i < logs.length; ++i) {
            bytes32 topic = logs[i].topics[0];
            if (topic == IHourglass.Embarked.selector) {
                (, uint256 plan,,) = abi.decode(logs[i].data, (uint256, uint256, uint256, uint256));
                if (plan & 3 == 0) dailies[player][block.timestamp / 1 days]++;
            } else if (topic == IHourglass.Bought.selector) {
                (,, uint256 sand) = abi.decode(logs[i].data, (uint256, uint256, uint256));
                sandBurned += sand;
                if (run.mode() != 0 && sand != 0) paidForNothing = true;
            } else if (topic == IHourglass.Finished.selector) {
                (,,, uint256 sand, uint256 relics) =
                    abi.decode(logs[i].data, (uint256, uint256, uint256, uint256, uint256));
                sandMinted += sand;
                if (run.mode() != 0 && (sand | relics) != 0) paidForNothing = true;
                for (uint256 relic = 1; relic <= 6; ++relic) {
                    minted[relic] += relics >> (relic - 1) & 1;
                }
            }
        }
    }

    function _standAtCamp(uint256 who) private {
        _standOn(who, Numbers.placeTile(who / 3 % 5));
    }

    /// @dev A shortcut across ground that a player might not be able to cross; never onto the sea.
    function _standOn(uint256 who, uint256 tile) private {
        Run run = _run(who);
        if (run.length() == 0 || tile >= Island.TILES || Island.biomeAt(run.seed(), tile) == Table.SEA) return;
        bytes32 slot = keccak256(abi.encode(_player(who), uint256(0)));
        vm.store(address(GAME), slot, bytes32(Run.unwrap(run.withTile(tile))));
    }

    function _hashOthers(address player) private view returns (bytes32 hash) {
        for (uint256 i = 0; i < players.length; ++i) {
            if (players[i] == player) continue;
            hash = keccak256(abi.encode(hash, GAME.readPlayer(players[i]), GAME.readNodes(players[i])));
        }
    }

    function _run(uint256 who) private view returns (Run) {
        return Run.wrap(GAME.readPlayer(_player(who)).run);
    }

    function _player(uint256 who) private view returns (address) {
        return players[who % players.length];
    }
}
