// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {Vm} from "forge-std/Vm.sol";

import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {PlayerAccountFactory} from "../../src/account/PlayerAccountFactory.sol";
import {Vault} from "../support/Vault.sol";

contract FactoryTest is Vault {
    function testFuzz_createAccount_isWhereGetAddressSaid(address owner, bytes calldata key, bytes32 salt) public {
        vm.assume(owner != address(0));
        bytes memory signer = abi.encodePacked(owner, key);
        address expected = factory.getAddress(signer, salt);
        vm.expectEmit(address(factory));
        emit PlayerAccountFactory.AccountCreated(expected, signer, signer, salt);
        PlayerAccount created = PlayerAccount(payable(factory.createAccount(signer, salt)));
        assertEq(address(created), expected, "address");
        assertEq(created.owner(), signer, "owner");
        assertTrue(created.isModuleInstalled(1, address(validator), ""), "born with the session module");
        assertEq(validator.epochOf(expected), 0, "nothing was written for that");
        assertEq(created.isConfined(), owner == address(verifier) && key.length != 0, "confined");
    }

    function testFuzz_createAccount_isIdempotentAndAnybodys(address caller, bytes32 salt) public {
        address created = factory.createAccount(ownerBytes(), salt);
        vm.prank(caller);
        assertEq(factory.createAccount(ownerBytes(), salt), created, "the same");
    }

    function testFuzz_address_followsFromOwnerAndSalt(address a, address b, bytes32 s, bytes32 t) public view {
        vm.assume(a != address(0) && b != address(0) && (a != b || s != t));
        assertNotEq(factory.getAddress(abi.encodePacked(a), s), factory.getAddress(abi.encodePacked(b), t), "different");
    }

    function testFuzz_reverts_whenTheOwnerIsMalformed(bytes calldata seen, bytes32 salt) public {
        bytes memory short = seen.length < 20 ? seen : seen[:19];
        vm.expectRevert(abi.encodeWithSelector(PlayerAccountFactory.OwnerMalformed.selector, short));
        factory.createAccount(short, salt);
        bytes memory zero = abi.encodePacked(address(0), seen);
        vm.expectRevert(abi.encodeWithSelector(PlayerAccountFactory.OwnerMalformed.selector, zero));
        factory.getAddress(zero, salt);
    }

    /// @dev The kit looks up logs by the owner's hash, even after site data was cleared: the factory emits the first owner.
    function test_anAccount_isFoundByItsOwner() public {
        vm.recordLogs();
        address created = factory.createAccount(signerBytes(5), "found");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 1, "one log");
        assertEq(logs[0].topics[1], bytes32(uint256(uint160(created))), "account");
        assertEq(logs[0].topics[2], keccak256(signerBytes(5)), "owner");
    }

    /// @dev Whoever deploys it, the account belongs to the owner.
    function test_deployedByAStranger_theAccountIsTheOwners() public {
        vm.prank(bundler);
        account = PlayerAccount(payable(factory.createAccount(ownerBytes(), "front-run")));
        ownerDoes(callPlay(2));
        assertEq(target.played(), 2, "played");
    }

    /// @dev A thief's own factory that acts between the account's creation and its first operation changes nothing.
    function test_initCodeOfAThiefsFactory_changesNothing() public {
        BirthThief factoryOfThief = new BirthThief(factory);
        bytes memory device = signerBytes(OWNER_KEY);
        account = PlayerAccount(payable(factory.getAddress(device, "born")));
        vm.deal(address(account), 1 ether);
        PackedUserOperation memory op;
        op.sender = address(account);
        op.initCode = abi.encodePacked(factoryOfThief, abi.encodeCall(BirthThief.birth, (device, "born")));
        op.callData = single(thief, 1 ether, "");
        op.accountGasLimits = bytes32((uint256(1_500_000) << 128) | 1_000_000);
        op.gasFees = bytes32((uint256(1 gwei) << 128) | 1 gwei);
        op.paymasterAndData = sponsoredByThief();
        op.signature = signP256(OWNER_KEY, entryPointHash(op));
        expectRefused(
            op, abi.encodeWithSelector(PlayerAccount.AccountConfined.selector, account, account.execute.selector)
        );
        op.callData = abi.encodeCall(account.runTogether, ());
        op.signature = signP256(OWNER_KEY, entryPointHash(op));
        handle(op);
        assertTrue(account.isConfined(), "still confined");
        assertEq(address(account).balance, 1 ether, "and whole");
        assertEq(account.owner(), device, "the owner's");
    }

    /// @dev The code behind the clones, and the clone that holds the list of play targets, are not accounts of anybody.
    function test_implementation_takesNoOperation() public {
        PlayerAccount implementation = factory.IMPLEMENTATION();
        address targets = vm.computeCreateAddress(address(implementation), 1);
        assertTrue(targets.code.length != 0, "the list");
        address[2] memory nobodys = [address(implementation), targets];
        for (uint256 i = 0; i < 2; ++i) {
            PackedUserOperation memory op = ownerOperation(callPlay(1));
            op.sender = nobodys[i];
            bytes32 hash = entryPointHash(op);
            op.signature = signAsOwner(hash);
            vm.prank(address(entryPoint));
            assertEq(PlayerAccount(payable(nobodys[i])).validateUserOp(op, hash, 0), 1, "refused");
        }
    }

    function testFuzz_reverts_whenAStrangerTouchesTheStake(address stranger) public {
        vm.assume(stranger != operator);
        bytes memory refusal = abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, stranger);
        vm.deal(stranger, 1 ether);
        vm.startPrank(stranger);
        vm.expectRevert(refusal);
        factory.addStake{value: 1}(1);
        vm.expectRevert(refusal);
        factory.unlockStake();
        vm.expectRevert(refusal);
        factory.withdrawStake(payable(stranger));
        vm.expectRevert(refusal);
        factory.renounceOwnership();
    }

    function test_stake_isAddedUnlockedAndWithdrawnByTheOwner() public {
        vm.deal(operator, 1 ether);
        vm.startPrank(operator);
        factory.addStake{value: 1 ether}(1 days);
        assertEq(entryPoint.getDepositInfo(address(factory)).stake, 1 ether, "stake");
        factory.unlockStake();
        vm.warp(vm.getBlockTimestamp() + 1 days + 1);
        factory.withdrawStake(payable(operator));
        assertEq(operator.balance, 1 ether, "back");
        vm.expectRevert(PlayerAccountFactory.StakeOwnerRequired.selector);
        factory.renounceOwnership();
    }
}

/// @dev Creates the account, and tries everything it can before the account's first operation is validated.
contract BirthThief {
    PlayerAccountFactory private immutable _FACTORY;

    constructor(PlayerAccountFactory factory) {
        _FACTORY = factory;
    }

    function birth(bytes calldata owner, bytes32 salt) external returns (address account) {
        account = _FACTORY.createAccount(owner, salt);
        bytes[6] memory attempts = [
            abi.encodeWithSignature("installModule(uint256,address,bytes)", 2, address(this), ""),
            abi.encodeCall(PlayerAccount.runTogether, ()),
            abi.encodeWithSignature("release()"),
            abi.encodeWithSignature("finishChange()"),
            abi.encodeWithSignature("takeBack(bytes)", ""),
            abi.encodeWithSignature("changeOwner(bytes,bytes)", abi.encodePacked(this), "")
        ];
        for (uint256 i = 0; i < 6; ++i) {
            (bool success,) = account.call(attempts[i]);
            require(!success, "taken");
        }
    }
}
