// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {ISessionValidator as Sessions} from "../../src/session/ISessionValidator.sol";
import {OtherAccountFactory} from "../support/OtherAccountFactory.sol";
import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {Grant} from "../support/Grant.sol";
import {EveryRule} from "./EveryRule.sol";

/// @dev An ERC-7579 account by another vendor: its signatures name the validator, and it installs the module when it is created.
contract OtherAccountPathsTest is EveryRule {
    OtherAccountFactory private _others;

    function setUp() public override {
        super.setUp();
        // Both generations of the module have the functions that it calls.
        _others = new OtherAccountFactory(address(entryPoint), Sessions(address(validator)));
        vm.deal(address(_others), MIN_STAKE);
        vm.prank(address(_others));
        entryPoint.addStake{value: MIN_STAKE}(MIN_UNSTAKE_DELAY);
        account = PlayerAccount(payable(_others.createAccount(ownerBytes(), 0)));
        entryPoint.depositTo{value: 1 ether}(address(account));
        coin.mint(address(account), 1);
    }

    function ownerBytes() internal view override returns (bytes memory) {
        return signerBytes(OWNER_KEY);
    }

    /// @dev Zero names the owner.
    function signAsOwner(bytes32 digest) internal pure override returns (bytes memory) {
        return abi.encodePacked(address(0), signP256(OWNER_KEY, digest));
    }

    /// @dev It does not have `runTogether`.
    function everyCall() internal view override returns (bytes memory) {
        return batch(everyExecution());
    }

    function signShowing(PackedUserOperation memory op, Grant memory grant)
        internal
        view
        override
        returns (PackedUserOperation memory)
    {
        return _toModule(super.signShowing(op, grant));
    }

    function test_owner_actsAndPays() public {
        assertInScope(ownerOperation(callPlay(1)));
    }

    function test_first_enablesAndPlays() public {
        Grant memory grant = everyRule();
        assertInScope(signShowing(operation(grant, everyCall()), grant));
    }

    /// @dev Installing raises its epoch, to one that can be known in advance.
    function test_first_deploysInstallsEnablesAndPlays() public {
        uint256 state = vm.snapshotState();
        account = PlayerAccount(payable(_others.createAccount(ownerBytes(), "new")));
        bytes32 epoch = validator.epochOf(address(account));
        address made = address(account);
        vm.revertToState(state);
        account = PlayerAccount(payable(made));
        coin.mint(made, 1);
        Grant memory grant = everyRule();
        grant.epoch = epoch;
        PackedUserOperation memory op = operation(grant, everyCall());
        bytes memory create = abi.encodeCall(OtherAccountFactory.createAccount, (ownerBytes(), "new"));
        op.initCode = abi.encodePacked(_others, create);
        assertInScope(signShowing(op, grant));
    }

    function test_use_playsEveryRule() public {
        Grant memory grant = begun();
        assertInScope(_toModule(signUse(operation(grant, everyCall()), grant, EVERY_HINT, time())));
    }

    function _toModule(PackedUserOperation memory op) private view returns (PackedUserOperation memory) {
        op.signature = abi.encodePacked(validator, op.signature);
        return op;
    }
}
