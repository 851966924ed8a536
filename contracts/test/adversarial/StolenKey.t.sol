// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Table} from "../../src/game/generated/Table.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {Pack} from "../../src/game/Pack.sol";
import {Run} from "../../src/game/Run.sol";
import {Numbers} from "../../src/game/generated/Numbers.sol";
import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {GameSession} from "./GameSession.sol";

/// @dev A thief holds a session key with everything that the game's page asks for, and plays. At worst one expedition is spoiled
/// and its purse is spent, on supplies that are gone with it; what the account owns stays where it is.
contract StolenKeyTest is GameSession {
    uint256 private constant PURSE = 120 ether;
    uint96 private constant CAP = 60 ether;

    address private friend = makeAddr("friend");

    function setUp() public override {
        super.setUp();
        vm.prank(address(game));
        sand.mint(address(account), 900 ether);
        vm.startPrank(address(game));
        sand.mint(friend, 100 ether);
        items.mint(friend, RELIC, 1);
        vm.stopPrank();
        vm.prank(friend);
        game.embark(DAILY);
    }

    /// @dev And one argument of them spends.
    function test_theGrantOfTheGame_isElevenActions() public view {
        Grant memory grant = makeGameGrant();
        assertEq(grant.permissions.length, 11, "eleven");
        for (uint256 i = 0; i < 11; ++i) {
            assertEq(grant.permissions[i].target, address(game), "of the game");
            bool spends = i == ruleOf(grant, "buy(uint256,uint256)");
            assertEq(grant.permissions[i].spendArgument, spends ? "2" : "", "the most that a purchase may cost");
        }
        string[10] memory others =
            ["embark", "move", "gather", "unearth", "craft", "equip", "bank", "claim", "signal", "finish"];
        for (uint256 i = 0; i < 10; ++i) {
            string memory arguments = i == 1 ? "(bytes)" : i == 6 || i == 9 ? "()" : "(uint256)";
            ruleOf(grant, string.concat(others[i], arguments));
        }
    }

    function test_buysForNoMore_thanTheCapOfTheSession() public {
        Grant memory grant = _grant(CAP);
        _buys(grant, Numbers.OIL, 20 ether);
        _buys(grant, Numbers.RATION, 20 ether);
        expectRefused(_buy(grant, Table.SPADE, 50 ether), _exceeded(50 ether, 20 ether));
        _buys(grant, Numbers.RATION, 20 ether);
        expectRefused(_buy(grant, Numbers.RATION, 20 ether), _exceeded(20 ether, 0));
        assertEq(sand.balanceOf(address(account)), 1_000 ether - CAP, "and no more");
    }

    /// @dev The cap counts what is named, and the game takes what it costs.
    function test_namingMore_thanItCosts_burnsNoMore() public {
        Grant memory grant = _grant(CAP);
        _buys(grant, Numbers.OIL, CAP);
        assertEq(sand.balanceOf(address(account)), 980 ether, "twenty");
        expectRefused(_buy(grant, Numbers.RATION, 20 ether), _exceeded(20 ether, 0));
    }

    /// @dev The cap is of the session, not of an expedition: setting out again gives none of it back.
    function test_anotherExpedition_givesNoOtherCap() public {
        Grant memory grant = _grant(CAP);
        _buys(grant, Numbers.OIL, CAP);
        _plays(grant, "finish()", abi.encodeCall(IHourglass.finish, ()));
        vm.warp(vm.getBlockTimestamp() + 600);
        _plays(grant, "embark(uint256)", abi.encodeCall(IHourglass.embark, (PRACTICE)));
        expectRefused(_buy(grant, Numbers.OIL, 20 ether), _exceeded(20 ether, 0));
        // In practice the price is nothing.
        _buys(grant, Numbers.OIL, 0);
        assertEq(sand.balanceOf(address(account)), 980 ether, "only the first was paid");
    }

    /// @dev The second bound: whatever the owner signed, an expedition spends no more than the purse that it began with.
    function test_buysForNoMore_thanThePurse() public {
        Grant memory grant = _grant(1_000 ether);
        _buys(grant, Numbers.OIL, 20 ether);
        _buys(grant, Table.SPADE, 50 ether);
        _buys(grant, Table.RAFT, 50 ether);
        uint256[4] memory more = [Numbers.RATION, Table.LANTERN, Table.SATCHEL, Numbers.RATION];
        for (uint256 i = 0; i < 4; ++i) {
            (bool success,) = handleAndRead(_buy(grant, more[i], 50 ether));
            assertFalse(success, "the purse is empty");
        }
        assertEq(sand.balanceOf(address(account)), 1_000 ether - PURSE, "the purse and no more");
    }

    /// @dev Whatever is tried, at whatever price: the cap and the purse hold, and what is spent is burned.
    /// forge-config: default.fuzz.runs = 16
    function testFuzz_theSandIsBurned_withinCapAndPurse(uint256 draws, uint96 cap) public {
        cap = uint96(bound(cap, 1, 200 ether));
        Grant memory grant = _grant(cap);
        uint256 supply = sand.totalSupply();
        uint256[6] memory goods = [Numbers.OIL, Numbers.RATION, Table.SPADE, Table.RAFT, Table.LANTERN, Table.SATCHEL];
        for (uint256 i = 0; i < 8; ++i) {
            uint256 draw = uint256(keccak256(abi.encode(draws, i)));
            try this.handleExternally(_buy(grant, goods[draw % 6], (draw >> 8) % 60 ether)) {} catch {}
        }
        uint256 burned = supply - sand.totalSupply();
        assertLe(burned, cap, "within what the owner signed");
        assertLe(burned, PURSE, "within the purse");
        assertEq(sand.balanceOf(address(account)), 1_000 ether - burned, "nobody else has it");
        assertEq(Pack.wrap(game.readPlayer(address(account)).pack).spent() * 1 ether, burned, "and it is counted");
    }

    /// @dev Any call that the session allows, with any arguments, whoever they might name: nothing of anybody else changes, and of
    /// the account nothing leaves.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_anyCallOfTheGrant_touchesNobodyElse(uint256 which, uint256 a, uint256 b, bool named) public {
        Grant memory grant = _grant(CAP);
        which = bound(which, 0, grant.permissions.length - 1);
        if (named) (a, b) = (uint256(uint160(friend)), uint256(uint160(friend)));
        bytes memory data = _callOf(grant.permissions[which].functionSignature, a, b);
        bytes32 before = keccak256(abi.encode(game.readPlayer(friend), game.readNodes(friend)));
        try this.handleExternally(use(grant, single(address(game), 0, data), hint(uint8(which)))) {} catch {}
        assertEq(keccak256(abi.encode(game.readPlayer(friend), game.readNodes(friend))), before, "the friend");
        assertEq(items.balanceOf(address(account), RELIC), 10, "its relics");
        assertGe(sand.balanceOf(address(account)), 1_000 ether - CAP, "its Sand");
        assertEq(sand.balanceOf(friend), 100 ether, "nobody got any");
    }

    /// @dev What the thief brings home is the owner's.
    function test_whatIsBroughtHome_goesIntoTheVault() public {
        bytes32 slot = keccak256(abi.encode(address(account), uint256(0)));
        Run rich = Run.wrap(uint256(vm.load(address(game), slot))).withPoints(1_000);
        vm.store(address(game), slot, bytes32(Run.unwrap(rich)));
        Grant memory grant = _grant(CAP);
        _plays(grant, "finish()", abi.encodeCall(IHourglass.finish, ()));
        assertEq(sand.balanceOf(address(account)), 1_000 ether, "not into the purse of the next");
        assertEq(sand.balanceOf(address(game)), 60 ether, "1,200 points");
        vm.prank(address(account));
        game.withdraw(60 ether);
        assertEq(sand.balanceOf(address(account)), 1_060 ether, "the owner takes it out");
    }

    /// @dev With as many arguments as the function has.
    function _callOf(string memory text, uint256 a, uint256 b) private pure returns (bytes memory data) {
        if (keccak256(bytes(text)) == keccak256("move(bytes)")) {
            return abi.encodeCall(IHourglass.move, (abi.encodePacked(uint8(a % 4), uint8(b % 4))));
        }
        data = abi.encodePacked(bytes4(keccak256(bytes(text))));
        if (bytes(text)[bytes(text).length - 2] != "(") data = abi.encodePacked(data, a % (1 << 200));
        if (keccak256(bytes(text)) == keccak256("buy(uint256,uint256)")) data = abi.encodePacked(data, b % 200 ether);
    }

    function _grant(uint96 cap) private returns (Grant memory grant) {
        grant = makeGameGrant();
        grant.maxSpend = cap;
        // The account pays for itself: what is tried here is the game.
        grant.paymaster = address(0);
        enable(grant);
    }

    function _buys(Grant memory grant, uint256 item, uint256 maxSand) private {
        (bool success,) = handleAndRead(_buy(grant, item, maxSand));
        assertTrue(success, "bought");
    }

    function _buy(Grant memory grant, uint256 item, uint256 maxSand) private view returns (PackedUserOperation memory) {
        bytes memory data = abi.encodeCall(IHourglass.buy, (item, maxSand));
        return use(grant, single(address(game), 0, data), hint(ruleOf(grant, "buy(uint256,uint256)")));
    }

    function _plays(Grant memory grant, string memory text, bytes memory data) private {
        (bool success,) = handleAndRead(use(grant, single(address(game), 0, data), hint(ruleOf(grant, text))));
        assertTrue(success, text);
    }

    function _exceeded(uint256 seen, uint256 left) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.SpendExceeded.selector, seen, left);
    }
}
