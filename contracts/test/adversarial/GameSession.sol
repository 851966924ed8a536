// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

import {Items} from "../../src/game/Items.sol";
import {Sand} from "../../src/game/Sand.sol";
import {Table} from "../../src/game/generated/Table.sol";
import {DrawSlot} from "../../src/game/DrawSlot.sol";
import {Hourglass} from "../../src/game/Hourglass.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {Run} from "../../src/game/Run.sol";
import {Grant, Permission} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev The game next to the stack, and a grant as players sign it: exactly the functions that the page asks for. The
/// game is what confined accounts may call. The account is rich, and on its Voyage of the day, with the full purse, beside the fire.
abstract contract GameSession is StackTest {
    /// @dev A Voyage of a Forager with boots and the full purse; of the day.
    uint256 internal constant DAILY = 3 << 2 | 1 << 4 | 2 << 9;
    /// @dev The same as practice.
    uint256 internal constant PRACTICE = DAILY | 1;
    uint256 internal constant RELIC = Table.IDOL;
    /// @dev One step south, and back.
    bytes internal constant STEPS = hex"0200";

    Hourglass internal game;
    Sand internal sand;
    Items internal items;

    function setUp() public virtual override {
        vm.warp(1_800_000_000);
        game = Hourglass(vm.deployCode("Hourglass.sol:Hourglass"));
        sand = game.SAND();
        items = game.ITEMS();
        super.setUp();
        vm.startPrank(address(game));
        sand.mint(address(account), 100 ether);
        items.mint(address(account), RELIC, 10);
        vm.stopPrank();
        openToday();
        vm.prank(address(account));
        game.embark(DAILY);
    }

    function playTargets() internal view override returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(game);
    }

    /// @dev Its seed is drawn.
    function openToday() internal {
        uint256 word = DrawSlot.unwrap(DrawSlot.wrap(0).withNamed(1).withSeed(7));
        vm.store(address(game), keccak256(abi.encode(vm.getBlockTimestamp() / 1 days, uint256(5))), bytes32(word));
    }

    function makeGameGrant() internal view returns (Grant memory grant) {
        grant = makeGrant();
        grant.maxSpend = 500 ether;
        // scripts/vectors writes it from what the page asks for.
        string memory functions = vm.readFile("game/rules/vectors/functions.json");
        string[] memory texts = vm.parseJsonKeys(functions, "$");
        grant.permissions = new Permission[](texts.length);
        for (uint256 i = 0; i < texts.length; ++i) {
            grant.permissions[i].target = address(game);
            grant.permissions[i].functionSignature = texts[i];
            grant.permissions[i].spendArgument =
                vm.parseJsonString(functions, string.concat(".['", texts[i], "'].spendArgument"));
        }
    }

    function callMove(bytes memory path) internal view returns (bytes memory) {
        return single(address(game), 0, abi.encodeCall(IHourglass.move, (path)));
    }

    /// @dev Grains that the account's expedition has used: none before it does anything.
    function grainsUsed() internal view returns (uint256) {
        return Run.wrap(game.readPlayer(address(account)).run).used();
    }

    /// @dev A call that no permission names, at this index of its batch. Refused whatever rule is hinted for it, and also when
    /// the hint is beyond the last rule.
    function expectNotPermitted(bytes memory callData, uint256 index, address to, bytes4 selector) internal {
        Grant memory grant = makeGameGrant();
        uint8 move = ruleOf(grant, "move(bytes)");
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.CallNotPermitted.selector, index, to, selector);
        for (uint8 i = 0; i <= grant.permissions.length; ++i) {
            // The call before it is a step.
            bytes memory hints = index == 0 ? hint(i) : abi.encodePacked(move, i);
            expectRefused(use(grant, callData, hints), reason);
        }
    }

    /// @dev The same, as the only call: single, in a batch and packed.
    function expectNotPermitted(address to, bytes memory data) internal {
        expectNotPermitted(single(to, 0, data), 0, to, bytes4(data));
        Execution[] memory calls = new Execution[](1);
        calls[0] = Execution(to, 0, data);
        expectNotPermitted(batch(calls), 0, to, bytes4(data));
        expectNotPermitted(packed(calls), 0, to, bytes4(data));
    }

    /// @dev The same, after a step that is allowed.
    function expectNotPermittedBehindAStep(address to, bytes memory data) internal {
        Execution[] memory calls = new Execution[](2);
        calls[0] = Execution(address(game), 0, abi.encodeCall(IHourglass.move, (STEPS)));
        calls[1] = Execution(to, 0, data);
        expectNotPermitted(batch(calls), 1, to, bytes4(data));
        expectNotPermitted(packed(calls), 1, to, bytes4(data));
    }

    function ruleOf(Grant memory grant, string memory text) internal pure returns (uint8) {
        for (uint8 i = 0; i < grant.permissions.length; ++i) {
            if (keccak256(bytes(grant.permissions[i].functionSignature)) == keccak256(bytes(text))) return i;
        }
        revert("no such rule");
    }

    /// @dev The owner makes the account call something, in an operation that must succeed.
    function ownerCalls(address to, bytes memory data) internal {
        (bool success,) = handleAndRead(ownerOperation(single(to, 0, data)));
        assertTrue(success, "the owner's operation succeeds");
    }
}
