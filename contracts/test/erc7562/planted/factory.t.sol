// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEntryPoint} from "@account-abstraction/contracts/interfaces/IEntryPoint.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {PlayerAccount} from "../../../src/account/PlayerAccount.sol";
import {Grant} from "../../support/Grant.sol";
import {Phase, Report} from "../Validation.sol";
import {ValidationTrace} from "../ValidationTrace.sol";
import {IMaker, PlantedFactory} from "./PlantedFactory.sol";

/// @dev What is forbidden to factories, and what needs a stake.
contract PlantedFactoryTest is ValidationTrace {
    PlantedFactory private _planted;

    function setUp() public override {
        super.setUp();
        _planted = new PlantedFactory(IMaker(address(factory)));
        _stake(MIN_STAKE, MIN_UNSTAKE_DELAY);
    }

    /// @dev Module storage for an account that does not exist yet. OpenZeppelin's clones also read their creator's balance
    /// (OP-080), but only if they send some, and the release build's optimiser knows that nothing is sent.
    function test_theFactory_needsItsStake() public {
        PackedUserOperation memory op = _first(_initCode());
        vm.prank(operator);
        factory.unlockStake();
        _assertBreaksOnly(op, ["STO-022", "STO-022", "STO-022"]);
    }

    function test_timestamp() public {
        _assertBreaks(PlantedFactory.createAtATime.selector, "OP-011");
    }

    function test_secondContract() public {
        _assertBreaks(PlantedFactory.createTwo.selector, "OP-031");
    }

    function test_ownSlots_needAStake() public {
        PackedUserOperation memory op = _first(_initCodeOf(PlantedFactory.createAndCount.selector));
        (Report memory report, bytes memory outcome) = traceValidation(op);
        assertEq(outcome, VALIDATED, "valid");
        assertNothingBroken(report);
        vm.prank(address(_planted));
        entryPoint.unlockStake();
        _assertBreaksOnly(op, ["STO-022", "STO-022", "STO-031"]);
    }

    function test_stake_tooShortOrTooSmall_isNone() public {
        PackedUserOperation memory op = _first(_initCode());
        vm.startPrank(operator);
        factory.unlockStake();
        vm.warp(vm.getBlockTimestamp() + MIN_UNSTAKE_DELAY + 1);
        factory.withdrawStake(payable(operator));
        factory.addStake{value: MIN_STAKE - 1}(MIN_UNSTAKE_DELAY);
        vm.stopPrank();
        _assertBreaksOnly(op, ["STO-022", "STO-022", "STO-022"]);
        vm.prank(operator);
        factory.addStake{value: 1}(MIN_UNSTAKE_DELAY);
        (Report memory report,) = traceValidation(op);
        assertNothingBroken(report);
    }

    function _assertBreaks(bytes4 selector, string memory rule) private {
        assertBreaks(_first(_initCodeOf(selector)), rule, Phase.Deployment);
    }

    /// @dev Exactly these rules.
    function _assertBreaksOnly(PackedUserOperation memory op, string[3] memory rules) private {
        (Report memory report,) = traceValidation(op);
        bool[3] memory seen;
        for (uint256 i = 0; i < report.violations.length; ++i) {
            bool isNamed;
            for (uint256 j = 0; j < rules.length; ++j) {
                if (keccak256(bytes(report.violations[i].rule)) != keccak256(bytes(rules[j]))) continue;
                seen[j] = isNamed = true;
            }
            assertTrue(isNamed, describe(report.violations[i]));
        }
        for (uint256 j = 0; j < rules.length; ++j) {
            assertTrue(seen[j], rules[j]);
        }
    }

    function _first(bytes memory initCode) private returns (PackedUserOperation memory op) {
        account = PlayerAccount(payable(factory.getAddress(ownerBytes(), "new")));
        Grant memory grant = makeGrant();
        op = operation(grant, callPlay(1));
        op.initCode = initCode;
        op.paymasterAndData = sponsored(voucherFor(grant));
        op = signFirst(op, grant, hint(0));
    }

    function _initCode() private view returns (bytes memory) {
        return abi.encodePacked(factory, abi.encodeCall(factory.createAccount, (ownerBytes(), "new")));
    }

    function _initCodeOf(bytes4 selector) private view returns (bytes memory) {
        return abi.encodePacked(address(_planted), abi.encodeWithSelector(selector, ownerBytes(), bytes32("new")));
    }

    function _stake(uint256 amount, uint32 delay) private {
        vm.deal(address(_planted), amount);
        vm.prank(address(_planted));
        IEntryPoint(address(entryPoint)).addStake{value: amount}(delay);
    }
}
